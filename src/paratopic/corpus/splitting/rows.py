"""The lines of a block: where their words are, how far in they stand, whether they end a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from paratopic.corpus.blocks import SAMPLE, Block, is_closed

_SAMPLE = 1_000  # ends of lines that are looked at


@dataclass(slots=True)
class Row:
    """One line: where its words are, how far in from the margin, whether it ends a sentence, and how long it is.

    `length` is from the margin to the last word, `first` that of the first word, both in characters.
    """

    start: int
    end: int
    indent: int
    closed: bool
    length: float
    first: float

    def first_end(self, text: str) -> int:
        """Return where the first word ends."""
        word = text.find(" ", self.start, self.end)
        return self.end if word < 0 else word


def rows_of(text: str, block: Block) -> list[Row]:
    """Return the lines of a block; the spaces before its first line count as that line's indent."""
    begin = text.rfind("\n", 0, block.start) + 1
    position = block.start if text[begin : block.start].strip("> \t") else begin
    rows = []
    for line in text[position : block.end].split("\n"):
        indent = len(line) - len(line.lstrip("> \t") if line[:1] == ">" else line.lstrip())
        start, end = position + indent, position + len(line.rstrip())
        if end > start:
            word = text.find(" ", start, end)
            first = (end if word < 0 else word) - start
            rows.append(Row(start, end, indent, is_closed(text, start, end), indent + end - start, first))
        position += len(line) + 1
    return rows or [_whole(text, block)]


def _whole(text: str, block: Block) -> Row:
    """Return a block of nothing but signs of quotation as one line."""
    size = block.end - block.start
    return Row(block.start, block.end, 0, is_closed(text, block.start, block.end), size, size)


def sampled_rows(text: str, blocks: list[Block]) -> list[list[Row]]:
    """Return the rows of each block of several lines, of a large text those at its beginning."""
    found: list[list[Row]] = []
    lines = 0
    for block in blocks[:SAMPLE]:
        if text.find("\n", block.start, block.end) < 0:
            continue
        rows = rows_of(text, Block(block.start, min(block.end, block.start + 100 * _SAMPLE)))
        found.append(rows)
        if (lines := lines + len(rows) - 1) > _SAMPLE:
            break
    return found


def cut(rows: list[Row], starts: set[int]) -> list[Block]:
    """Return the blocks that start at the rows numbered in `starts`, and at the first."""
    begins = sorted({0, *starts})
    ends = [*begins[1:], len(rows)]
    return [Block(rows[i].start, rows[j - 1].end) for i, j in zip(begins, ends, strict=True)]


def fits(before: Row, row: Row, width: float) -> bool:
    """Tell whether the row's first word would have fitted on the row before."""
    return before.length + 1 + row.first <= width
