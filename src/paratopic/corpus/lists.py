"""Items of lists: long ones stand alone, short ones join the paragraph before them."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.options import CorpusOptions


def merge_items(text: str, blocks: list[Block], *, options: CorpusOptions) -> list[Block]:
    """Return the blocks with short items (or, with `lists: whole`, all items) joined to the one before."""
    merged: list[Block] = []
    for i, block in enumerate(blocks):
        if block.kind == "item" and _is_title(text, blocks, i, options):
            block.kind = "heading"
        if merged and _joins(text, merged[-1], block, options):
            merged[-1].omitted += block.omitted
            merged[-1].end = block.end
        else:
            merged.append(block)
    return merged


def _words(text: str, block: Block) -> int:
    return len(text[block.start : block.end].split())


def _is_title(text: str, blocks: list[Block], i: int, options: CorpusOptions) -> bool:
    """Tell whether a short item without a full stop is the title of the paragraph after it."""
    block = blocks[i]
    if text[block.end - 1] in ".;:,!?" or _words(text, block) > options.short_item_words + 1:
        return False
    alone = i == 0 or blocks[i - 1].kind != "item" or _words(text, blocks[i - 1]) > options.short_item_words
    return alone and i + 1 < len(blocks) and blocks[i + 1].kind == "text"


def _joins(text: str, before: Block, block: Block, options: CorpusOptions) -> bool:
    if block.kind != "item" or before.kind not in {"text", "item"}:
        return False
    if options.lists == "whole":
        return before.kind == "item" or text[before.end - 1] == ":"
    return _words(text, block) - 1 <= options.short_item_words
