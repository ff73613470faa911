"""The lines of a block: where their words are, how far in they stand, whether they end a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from paratopic.corpus.blocks import Block, is_closed


@dataclass(slots=True)
class Row:
    """One line: where its words are, how far in from the margin, and whether it ends a sentence."""

    start: int
    end: int
    indent: int
    closed: bool

    @property
    def length(self) -> int:
        """Return the characters from the margin to the last word."""
        return self.indent + self.end - self.start


def rows_of(text: str, block: Block) -> list[Row]:
    """Return the lines of a block; the spaces before its first line count as that line's indent."""
    begin = text.rfind("\n", 0, block.start) + 1
    position = block.start if text[begin : block.start].strip("> \t") else begin
    rows = []
    for line in text[position : block.end].split("\n"):
        indent = len(line) - len(line.lstrip("> \t") if line[:1] == ">" else line.lstrip())
        start, end = position + indent, position + len(line.rstrip())
        if end > start:
            rows.append(Row(start, end, indent, is_closed(text, start, end)))
        position += len(line) + 1
    return rows


def cut(rows: list[Row], starts: set[int]) -> list[Block]:
    """Return the blocks that start at the rows numbered in `starts`, and at the first."""
    begins = sorted({0, *starts})
    ends = [*begins[1:], len(rows)]
    return [Block(rows[i].start, rows[j - 1].end) for i, j in zip(begins, ends, strict=True)]


def fits(text: str, before: Row, row: Row, width: int) -> bool:
    """Tell whether the row's first word would have fitted on the row before."""
    word = text.find(" ", row.start, row.end)
    length = (row.end if word < 0 else word) - row.start
    return before.length + 1 + length <= width
