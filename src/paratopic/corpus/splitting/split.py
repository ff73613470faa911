"""Text to paragraphs: blocks, page furniture out, torn sentences joined, headings attached."""

from __future__ import annotations

from paratopic.corpus.blocks import Block, Layout, find_blocks
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.splitting.contents import without_contents
from paratopic.corpus.splitting.furniture import without_page_marks
from paratopic.corpus.splitting.join import join_torn
from paratopic.corpus.splitting.kinds import is_plain, kind_of
from paratopic.corpus.splitting.letters import printed_width, row_pairs
from paratopic.corpus.splitting.line_starts import LineStarts
from paratopic.corpus.splitting.lists import merge_items, title_items
from paratopic.corpus.splitting.rows import sampled_rows
from paratopic.corpus.splitting.signs import Signs
from paratopic.corpus.splitting.spaced import close_up
from paratopic.corpus.splitting.wrap import split_block


def split_text(
    text: str, *, options: CorpusOptions, start: int = 0, signs: Signs | None = None
) -> list[Block]:
    """Return the paragraphs of `text` from offset `start` on, each with its kind and the heading over it.

    No character but spaces lies between the blocks that is not a heading, page furniture, contents, a rule or noise.
    """
    signs = signs or Signs.of(text)
    found = without_contents(text, find_blocks(text, start))
    blocks, notes = without_page_marks(text, found, signs)
    alone = len(blocks) == 1
    closed_up = close_up(text, blocks)
    layout = Layout(text, closed_up, paged=blocks is not found)
    rows = sampled_rows(text, closed_up)
    printed = printed_width(text, row_pairs(rows))
    inner = [piece for block in closed_up for piece in split_block(text, block, alone=alone, printed=printed)]
    joined = join_torn(
        text, LineStarts.of(text, rows).cut(text, inner), layout, heading_words=options.heading_words
    )
    capitals, plain = layout.capitals, is_plain(text, signs)
    for block in joined:
        block.kind = kind_of(text, block, heading_words=options.heading_words, capitals=capitals, plain=plain)
    title_items(text, joined, options=options)
    body = attach_headings(text, merge_items(text, joined, options=options), options=options)
    return _with_notes(body, notes) if notes else body


def _with_notes(body: list[Block], notes: list[Block]) -> list[Block]:
    """Return paragraphs and footnotes by place; a note has the heading of the paragraph before it."""
    blocks = sorted(body + notes, key=lambda block: block.start)
    heading = None
    for block in blocks:
        if block.kind == "footnote":
            block.heading = heading
        heading = block.heading
    return blocks


def attach_headings(text: str, blocks: list[Block], *, options: CorpusOptions) -> list[Block]:
    """Return the paragraphs; headings become metadata of what follows, rules and noise are left out."""
    kept: list[Block] = []
    heading, fresh = None, False
    _keep_trailing(blocks)
    dropped = {"rule"} | (set() if options.keep_noise else {"noise"})
    for block in blocks:
        if block.kind == "heading":
            own = _clean(text[block.start : block.end])
            heading = " / ".join([*(heading.split(" / ")[-2:] if fresh and heading else []), own])
        fresh = block.kind == "heading" or (fresh and block.kind in dropped)
        if block.kind in dropped or (block.kind == "heading" and not options.keep_headings):
            continue
        if block.kind == "item" and text[block.start].isdigit():
            block.kind = "text"  # a numbered paragraph, no item of a list
        block.heading = None if block.kind == "heading" else heading
        kept.append(block)
    return kept


def _keep_trailing(blocks: list[Block]) -> None:
    """Make text of headings that nothing follows."""
    for block in reversed(blocks):
        if block.kind not in {"heading", "rule", "noise"}:
            return
        if block.kind == "heading":
            block.kind = "text"


def _clean(heading: str) -> str:
    return " ".join(
        heading.lstrip("#*_=•·▪■●-–— \t\n")
        .rstrip("#*_= \t\n")
        .removeprefix("<u>")
        .removesuffix("</u>")
        .split()
    )
