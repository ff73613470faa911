"""Text whose every line is set off by a blank line: recognised fax pages, some PDF extracts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.letters import printed_width
from paratopic.corpus.splitting.rows import Row, cut, rows_of
from paratopic.corpus.splitting.wrap import measured_starts, wrapped_starts


def close_up(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks, with runs of single lines made paragraphs where the text is double-spaced."""
    if len(blocks) < 12 or not _is_spaced(text, blocks):
        return blocks
    width = _width(blocks)
    runs = list(_runs(text, blocks, width))
    pairs = (pair for run in runs if isinstance(run, list) for pair in pairwise(run))
    printed = printed_width(text, pairs)
    closed_up: list[Block] = []
    for run in runs:
        closed_up += [run] if isinstance(run, Block) else _cut(text, run, width, printed)
    return closed_up


def _runs(text: str, blocks: list[Block], width: int) -> Iterator[Block | list[Row]]:
    """Yield the rows of successive single lines together, and the blocks between them."""
    run: list[Row] = []
    for block in blocks:
        if block.end - block.start <= width + 12 and "\n" not in text[block.start : block.end]:
            run += rows_of(text, block)
            continue
        if run:
            yield run
            run = []
        yield block
    if run:
        yield run


def _cut(text: str, run: list[Row], width: int, printed: float | None) -> list[Block]:
    if len(run) == 1:  # alone between two longer lines
        return cut(run, set())
    if printed:
        return cut(run, measured_starts(text, run, printed, alone=False))
    return cut(run, wrapped_starts(text, run, width, alone=False))


def _width(blocks: list[Block]) -> int:
    lengths = sorted(block.end - block.start for block in blocks)
    return lengths[int(0.95 * (len(lengths) - 1))]


def _is_spaced(text: str, blocks: list[Block]) -> bool:
    """Tell whether nearly all blocks are single lines of one length that mostly end inside a sentence."""
    width = _width(blocks)
    if not 30 <= width <= 130:
        return False
    full = sum(block.end - block.start > 0.75 * width for block in blocks)
    rows = [row for block in blocks for row in rows_of(text, block)]
    open_rows = sum(not row.closed for row in rows)
    return len(rows) < 1.1 * len(blocks) and full > 0.5 * len(blocks) and open_rows > 0.5 * len(blocks)
