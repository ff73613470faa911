"""Text whose every line is set off by a blank line: recognised fax pages, some PDF extracts."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.rows import Row, cut, rows_of
from paratopic.corpus.wrap import wrapped_starts


def close_up(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks, with runs of single lines made paragraphs where the text is double-spaced."""
    if len(blocks) < 12 or not _is_spaced(text, blocks):
        return blocks
    width = _width(blocks)
    closed_up: list[Block] = []
    run: list[Row] = []
    for block in [*blocks, None]:
        if (
            block is not None
            and block.end - block.start <= width + 12
            and "\n" not in text[block.start : block.end]
        ):
            run += rows_of(text, block)
            continue
        if run:
            closed_up += cut(run, wrapped_starts(text, run, width, alone=False))
            run = []
        if block is not None:
            closed_up.append(block)
    return closed_up


def _width(blocks: list[Block]) -> int:
    lengths = sorted(block.end - block.start for block in blocks)
    return lengths[int(0.95 * (len(lengths) - 1))]


def _is_spaced(text: str, blocks: list[Block]) -> bool:
    """Tell whether nearly all blocks are single lines of one length that mostly end inside a sentence."""
    width = _width(blocks)
    if not 30 <= width <= 110:
        return False
    full = sum(block.end - block.start > 0.75 * width for block in blocks)
    rows = [row for block in blocks for row in rows_of(text, block)]
    open_rows = sum(not row.closed for row in rows)
    return len(rows) < 1.1 * len(blocks) and full > 0.5 * len(blocks) and open_rows > 0.5 * len(blocks)
