"""Items of lists: a list of long items stands apart, a list of short ones joins the paragraph before it."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from paratopic.corpus.blocks import Block
from paratopic.corpus.options import CorpusOptions


def merge_items(text: str, blocks: list[Block], *, options: CorpusOptions) -> list[Block]:
    """Return the blocks with the lists joined that the options say are one paragraph.

    With `lists: items` that is a list whose items are mostly of `short_item_words` or less: names of
    countries, say. With `lists: whole` it is every list.
    """
    if not any(block.kind == "item" for block in blocks):
        return blocks
    merged: list[Block] = []
    for sign, group in groupby(blocks, key=lambda block: _sign(text, block)):
        run = list(group)
        if sign and _is_one(text, run, options):
            if not (merged and merged[-1].kind == "text" and text[merged[-1].end - 1] in ":,-–—"):
                merged.append(run.pop(0))
            for block in run:
                merged[-1].omitted += block.omitted
                merged[-1].end = block.end
        else:
            merged += run
    return merged


def _sign(text: str, block: Block) -> str:
    """Return the bullet of an item, "1" for a counted one, nothing for what is no item."""
    if block.kind != "item":
        return ""
    first = text[block.start]
    return "1" if first.isalnum() or first == "(" else first


def title_items(text: str, blocks: list[Block], *, options: CorpusOptions) -> None:
    """Make headings of short items that stand alone before a paragraph of text: "• Food security"."""
    kinds = [None, *(block.kind for block in blocks), None]
    for i, block in enumerate(blocks, 1):
        if kinds[i] == "item" and kinds[i - 1] != "item" and kinds[i + 1] == "text":
            short = _words(text, block) <= options.short_item_words + 2
            if short and text[block.end - 1] not in ".;:,!?":
                block.kind = "heading"


def _is_one(text: str, run: list[Block], options: CorpusOptions) -> bool:
    if options.lists == "whole":
        return True
    return len(run) > 1 and median(_words(text, block) for block in run) <= options.short_item_words + 1


def _words(text: str, block: Block) -> int:
    return len(text[block.start : block.end].split())
