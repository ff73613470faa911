"""Columns of print that an extractor left side by side in each line, put one under the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_GAP = 2  # spaces, at least, between the columns
_ROWS = 8  # of a column, at least
_BESIDE = 4  # rows with words in both columns, or in turns in the one and in the other
_ALTERNATE = {(True, False), (False, True)}
_APART = 0.8  # of a page's rows have no words between the columns
_WIDE = 22  # characters: narrower rows are cells of a table
_GOES_ON = 0.3  # of the rows of a column start with a small letter, or it is a list
_TORN = 0.1  # of the rows stand between those of the other column: the two are not set on the same lines


def in_reading_order(text: str) -> str:
    """Return the text with the left column of each page before the right one; most texts as they are."""
    if text.count("\n") < _ROWS or " " * (_GAP + 1) not in text:
        return text
    pages = text.split("\f")
    edges = [_right_edge(page.split("\n")) for page in pages]
    if not any(edges):
        return text
    usual = Counter(edge for edge in edges if edge).most_common(1)[0][0]
    return "\f".join(_read_down(page, edge or usual) for page, edge in zip(pages, edges, strict=True))


def _right_edge(rows: list[str]) -> int:
    """Return where the right column starts; 0 where there is none."""
    starts = Counter(start for row in rows if (start := _last_start(row)))
    filled = [row for row in rows if row.strip()]
    for edge, _ in starts.most_common(3):
        apart = [(row, parts) for row in filled if (parts := _parts(row, edge)) is not None]
        left, right = _filled([row[:edge] for row, _ in apart]), _filled([row[edge:] for row, _ in apart])
        beside = sum(
            here == (True, True) or {here, there} == _ALTERNATE for (_, here), (_, there) in pairwise(apart)
        )
        if (
            beside >= _BESIDE
            and len(apart) >= _APART * len(filled)
            and _is_column(left)
            and _is_column(right)
        ):
            return edge
    return 0


def _last_start(row: str) -> int:
    """Return where the words after the last gap of a row start; 0 where it has none."""
    gap = row.rstrip().rfind(" " * _GAP)
    return gap + _GAP if gap >= 0 else 0


def _parts(row: str, edge: int) -> tuple[bool, bool] | None:
    """Tell whether a row has words left and right of an edge; None where words run across it."""
    if row[edge - _GAP : edge].strip():
        return None
    return bool(row[:edge].strip()), bool(row[edge:].strip())


def _filled(cells: list[str]) -> list[str]:
    return [part for cell in cells if (part := cell.strip())]


def _is_column(parts: list[str]) -> bool:
    """Tell whether the parts of rows are lines of running text."""
    if len(parts) < _ROWS:
        return False
    small = sum(part[0].islower() for part in parts)
    return median(map(len, parts)) >= _WIDE and small >= _GOES_ON * len(parts)


@dataclass(slots=True)
class _Columns:
    """The rows of two columns between two lines that run across the page."""

    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)

    def add(self, row: str, edge: int) -> None:
        self.left.append(row[:edge].rstrip())
        self.right.append(row[edge:].rstrip())

    def read_down(self) -> list[str]:
        """Return the left rows, then the right ones and the blank one after them, and empty both."""
        blank = [""] if self.left and not (self.left[-1] or self.right[-1]) else []
        rows = [(bool(left), bool(right)) for left, right in zip(self.left, self.right, strict=True)]
        if sum({here, there} == _ALTERNATE for here, there in pairwise(rows)) > _TORN * len(rows):
            self.left, self.right = _closed_up(self.left, self.right), _closed_up(self.right, self.left)
        found = _down(self.left) + _without_blank_ends(self.right) + blank
        self.left, self.right = [], []
        return found


def _read_down(page: str, edge: int) -> str:
    rows = page.split("\n")
    across = _lines_across(rows, edge)
    done: list[str] = []
    columns = _Columns()
    for number, row in enumerate(rows):
        if number in across or _parts(row, edge) is None or not (row.strip() or columns.left):
            done += [*columns.read_down(), row]
        else:
            columns.add(row, edge)
    return "\n".join([*done, *columns.read_down()])


def _lines_across(rows: list[str], edge: int) -> set[int]:
    """Return the first and last line of a page where they are short and set off by blanks: its head and foot."""
    filled = [number for number, row in enumerate(rows) if row.strip()]
    across = set()
    for order in (filled, filled[::-1]):
        if len(order) > 1 and abs(order[1] - order[0]) > 1:
            row = rows[order[0]]
            across |= {order[0]} if max(map(len, _filled([row[:edge], row[edge:]]))) < _WIDE else set()
    return across


def _closed_up(rows: list[str], others: list[str]) -> list[str]:
    """Return the rows of a column without the single blanks that only make room for a row of the other."""
    blank = [not row and bool(other) for row, other in zip(rows, others, strict=True)]
    after = [False, *blank[:-1]]
    before = [*blank[1:], False]
    return [
        row for row, gone, b, a in zip(rows, blank, after, before, strict=True) if not gone or (b and not a)
    ]


def _down(rows: list[str]) -> list[str]:
    """Return the rows of what stands left of the last column: there may be more columns in it."""
    return in_reading_order("\n".join(_without_blank_ends(rows))).split("\n") if any(rows) else []


def _without_blank_ends(rows: list[str]) -> list[str]:
    return "\n".join(rows).strip("\n").split("\n") if any(rows) else []
