"""Where lines start paragraphs by what the whole text shows: no line is ever wrapped, or first lines are set in.

One block may not show it: three short turns of a debate, each a line, look like one paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.rows import Row, cut, rows_of

_ENOUGH = 6  # ends of lines
_MOSTLY = 0.65  # after a sentence: wrapped lines end there one time in ten
_SELDOM = 0.1  # inside one, before a small letter: wrapped lines end there six times in ten
_LONGER = 0.1  # of the lines hold more than a sentence: authors may start a line with each sentence
_SENTENCES = re.compile(r"[a-z]{2}[.?!][\"”’)]* +[A-Z“‘]")
_DEPTHS = 3  # paragraphs that start so deep
_RARELY = 0.15  # of them: lines so deep that go on with a sentence


@dataclass(frozen=True, slots=True)
class LineStarts:
    """Whether every line is a paragraph, and how far in the first lines of paragraphs stand, after closed ones."""

    whole: bool
    depths: frozenset[int]

    @classmethod
    def of(cls, text: str, rows: list[list[Row]]) -> LineStarts:
        """Return what the rows of a text's blocks show (`sampled_rows`)."""
        set_in = any(row.indent for block in rows for row in block)
        return cls(_are_whole(text, rows), _depths(rows) if set_in else frozenset())

    def cut(self, text: str, blocks: list[Block]) -> list[Block]:
        """Return the blocks, cut at the lines that start paragraphs."""
        if not self.whole and not self.depths:
            return blocks
        parts: list[Block] = []
        for block in blocks:
            if text.find("\n", block.start, block.end) < 0:
                parts.append(block)
            else:
                rows = rows_of(text, block)
                parts += cut(
                    rows, {i for i in range(1, len(rows)) if self._starts(text, rows[i - 1], rows[i])}
                )
        return parts

    def _starts(self, text: str, before: Row, row: Row) -> bool:
        if self.whole:
            return before.closed or not _goes_on(text, row)
        return before.closed and row.indent in self.depths


def _goes_on(text: str, row: Row) -> bool:
    """Tell whether a line starts with a word in small letters, no mark: "a)"."""
    return text[row.start].islower() and text[row.start + 1 : row.start + 2] not in {".", ")"}


def _are_whole(text: str, blocks: list[list[Row]]) -> bool:
    """Tell whether lines hardly ever end inside a sentence, and are not set one for each sentence either."""
    pairs = [pair for rows in blocks for pair in pairwise(rows)]
    closed = sum(before.closed for before, _ in pairs)
    if len(pairs) < _ENOUGH or closed < _MOSTLY * len(pairs):
        return False
    inside = sum(not before.closed and _goes_on(text, row) for before, row in pairs)
    longer = sum(_SENTENCES.search(text, row.start, row.end) is not None for row, _ in pairs)
    return inside <= _SELDOM * len(pairs) and longer >= _LONGER * len(pairs)


def _depths(blocks: list[list[Row]]) -> frozenset[int]:
    """Return how far first lines are set in: no margin, and hardly a line that goes on with a sentence is so deep."""
    first: Counter[int] = Counter()
    going_on: Counter[int] = Counter()
    for rows in blocks:
        margin = min(row.indent for row in rows)
        if rows[0].indent > margin:
            first[rows[0].indent] += 1
        for before, row in pairwise(rows):
            if not before.closed:
                going_on[row.indent] += 1
            elif row.indent > margin:
                first[row.indent] += 1
    found = (depth for depth, count in first.items() if going_on[depth] <= _RARELY * count)
    return frozenset(depth for depth in found if first[depth] >= _DEPTHS)
