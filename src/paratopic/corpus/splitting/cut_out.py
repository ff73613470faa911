"""What is left of blocks when lines are cut out of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.near_lines import Span


def cut_out(blocks: list[Block], spans: list[Span]) -> Iterator[Block]:
    """Yield the stretches of each block before, between and behind the sorted `spans`, spaces around them included."""
    starts = [start for start, _ in spans]
    for block in blocks:
        place = block.start
        for start, end in spans[bisect_left(starts, block.start) : bisect_left(starts, block.end)]:
            yield Block(place, start)
            place = end
        yield Block(place, block.end)


def strip(text: str, block: Block) -> None:
    """Take the spaces around a block's words out of it."""
    while block.end > block.start and text[block.end - 1].isspace():
        block.end -= 1
    while block.start < block.end and text[block.start].isspace():
        block.start += 1
