"""Rows of tables: parts of lines side by side, under one another from row to row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from paratopic.corpus.marks import LONE_MARK
from paratopic.corpus.pdf.lines import Line

_ROWS, _WIDE_ROWS = 3, 2  # rows of a table at least; of three cells and more
_CELL = 45  # characters of the usual cell, at most
_SHORT_CELL = 20  # characters, where the page could be columns of text
_FULL = 0.6  # of the lines of such a page stand in tables
_NEAR = 3.0  # heights of a line: a larger gap ends a table
_WRAPPED = 1.6  # of the letters' size: how far under a cell's line its next one stands, at most
_LEVEL = 3.0  # points
_ALIGNED = 0.8  # of the cells stand under another one
_RUNNING = 0.25  # of the lines under lines
_SEPARATOR = " | "

Row = list[Line]  # parts of lines, from left to right


def with_tables(rows: list[Row]) -> list[Row]:
    """Return the rows of a column; each row of a table is one line, marked `table`, of what its cells hold."""
    found: list[Row] = []
    for run in _runs(rows):
        found += (
            [[_row(lines)] for lines in run]
            if _is_table(run, _CELL)
            else [row for lines in run for row in lines]
        )
    return found


def are_tables(rows: list[Row]) -> bool:
    """Tell whether what could be columns of text is mostly tables of short cells."""
    tables = [run for run in _runs(rows) if _is_table(run, _SHORT_CELL)]
    inside = sum(len(row) for run in tables for lines in run for row in lines)
    return inside >= _FULL * sum(map(len, rows))


def _runs(rows: list[Row]) -> Iterator[list[list[Row]]]:
    """Yield single rows, and what may be tables: rows of cells close together, each with the lines it goes on in."""
    run: list[list[Row]] = []
    for row in rows:
        if run and _has_cells(run[-1][0]):
            if _has_cells(row) and _gap(run[-1][-1], row) < _NEAR * row[0].height:
                run.append([row])
                continue
            if len(row) == 1 and _goes_on(run[-1], row[0]):
                run[-1].append(row)
                continue
        if run:
            yield run
        run = [[row]]
    if run:
        yield run


def _is_table(table: list[list[Row]], most: int) -> bool:
    firsts = [lines[0] for lines in table]
    least = _WIDE_ROWS if all(len(row) > 2 for row in firsts) else _ROWS
    if len(table) < least or sum(map(len, table)) > 3 * len(table):
        return False
    if median(len(cell.text) for row in firsts for cell in row) > most:
        return False
    if _is_running(firsts):
        return False
    cells = [cell for row in firsts for cell in row[1:]]
    edges = Counter(edge for cell in cells for edge in _edges(cell))
    return sum(any(edges[edge] > 1 for edge in _edges(cell)) for cell in cells) >= _ALIGNED * len(cells)


def _is_running(rows: list[Row]) -> bool:
    """Tell columns of running text, in which many lines go on in small letters."""
    pairs = [pair for above, row in pairwise(rows) for pair in zip(above, row, strict=False)]
    going_on = sum(one.text[-1:].isalpha() and other.text[:1].islower() for one, other in pairs)
    return going_on > _RUNNING * len(pairs)


def _has_cells(row: Row) -> bool:
    """Tell a row of cells from a line with its number or bullet."""
    return (
        len(row) > 1 and not LONE_MARK.match(row[0].text) and not (len(row) == 2 and row[0].text.isdecimal())
    )


def _edges(cell: Line) -> set[tuple[str, int]]:
    """Return where a cell's edges are, roughly; two grids, so that what is near is the same in one of them."""
    places = {"left": cell.left, "right": cell.right}
    return {
        (f"{side}{shift}", int((place + shift * _LEVEL) // (2 * _LEVEL)))
        for side, place in places.items()
        for shift in (0, 1)
    }


def _goes_on(lines: list[Row], part: Line) -> bool:
    """Tell whether a line goes on with a cell of a row: close under it, at its edge."""
    close = part.base - max(line.base for line in lines[-1]) < _WRAPPED * part.size
    return close and any(abs(part.left - cell.left) < _LEVEL for cell in lines[0])


def _gap(above: Row, row: Row) -> float:
    return min(line.top for line in row) - max(line.bottom for line in above)


def _row(lines: list[Row]) -> Line:
    """Return a row of a table as one line."""
    first, *others = lines
    texts = [cell.text for cell in first]
    for part in (part for row in others for part in row):
        nearest = min(range(len(first)), key=lambda i: abs(first[i].left - part.left))
        texts[nearest] = f"{texts[nearest]} {part.text}"
    parts = [*_flat(lines)]
    return replace(
        first[0],
        text=_SEPARATOR.join(texts),
        right=max(part.right for part in parts),
        top=min(part.top for part in parts),
        bottom=max(part.bottom for part in parts),
        base=max(part.base for part in parts),
        table=True,
    )


def _flat(lines: list[Row]) -> Iterator[Line]:
    for row in lines:
        yield from row
