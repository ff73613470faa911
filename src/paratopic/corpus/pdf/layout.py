"""Reading order on a page: columns left to right, lines top to bottom, contents out."""

from __future__ import annotations

from collections import defaultdict

from paratopic.corpus.pdf.asides import part_asides
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.rows import by_rows, rows_of
from paratopic.corpus.pdf.tables import are_tables
from paratopic.corpus.splitting.contents import contents_lines


def without_contents(columns: list[list[Line]]) -> list[list[Line]]:
    """Return the columns without the lines of tables of contents."""
    lines = [line for column in columns for line in column]
    gone = {id(lines[number]) for number in contents_lines([line.text for line in lines])}
    return [[line for line in column if id(line) not in gone] for column in columns] if gone else columns


def columns_of(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of all pages as columns in reading order.

    A page with too few lines to show its columns has those of the page before.
    """
    columns: list[list[Line]] = []
    usual: float | None = None
    for lines in pages:
        usual = _gutter(sorted(lines, key=lambda item: (item.top, item.left))) or usual
        columns += reading_order(lines, usual)
    return columns


def reading_order(lines: list[Line], usual: float | None = None) -> list[list[Line]]:
    """Return a page's lines as columns; a line across both columns parts them."""
    lines = sorted(lines, key=lambda item: (item.top, item.left))
    if edge := _edge(lines):
        parts = (lines[:edge], lines[edge:])
        for line in min(parts, key=len):
            line.apart = True
        return [column for part in parts for column in reading_order(part, usual)]
    gutter = _gutter(lines) or _clear(lines, usual)
    if gutter is None or are_tables(rows_of(lines)):
        return [by_rows(part) for part in part_asides(lines)]
    columns: list[list[Line]] = []
    band: dict[bool, list[Line]] = defaultdict(list)
    for line in lines:
        if line.left < gutter - 2 and line.right > gutter + 2:
            columns += _both(band)
            band = defaultdict(list)
            if columns and columns[-1] and columns[-1][-1].left < gutter < columns[-1][-1].right:
                columns[-1].append(line)
            else:
                columns.append([line])
        else:
            band[line.left >= gutter - 2].append(line)
    return columns + _both(band)


def _edge(lines: list[Line]) -> int:
    """Return how many lines stand apart above the others, or all but how many below them; 0 for none."""
    if len(lines) < 4:
        return 0
    step = sorted(line.height for line in lines)[len(lines) // 2] * 2.5
    bottom = lines[0].bottom
    for i, line in enumerate(lines[:-1], 1):
        bottom = max(bottom, line.bottom)
        near_edge = i <= 3 or i >= len(lines) - 3
        if near_edge and lines[i].top - bottom > step:
            return i
    return 0


def _both(band: dict[bool, list[Line]]) -> list[list[Line]]:
    return [column for side in (False, True) if band[side] for column in reading_order(band[side])]


def _clear(lines: list[Line], usual: float | None) -> float | None:
    """Return the usual gutter if no line crosses it and lines stand on both sides."""
    if usual is None or any(line.left < usual - 2 and line.right > usual + 2 for line in lines):
        return None
    return usual if len({line.left < usual for line in lines}) == 2 else None


def _gutter(lines: list[Line]) -> float | None:
    """Return the middle of the empty stripe between two columns; None if there is none."""
    if len(lines) < 6:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    for step in range(25, 76):
        place = low + (high - low) * step / 100
        crossing = sum(line.left < place + 4 and line.right > place - 4 for line in lines)
        if best is None or crossing < best[0]:
            best = (crossing, place)
    if best is None or best[0] > 0.3 * len(lines):
        return None
    left = [line for line in lines if line.right <= best[1] + 2]
    right = [line for line in lines if line.left >= best[1] - 2]
    if min(len(left), len(right)) < max(3, 0.15 * len(lines)) or not _side_by_side(left, right):
        return None
    edge = min(line.left for line in right)
    return (max(line.right for line in left) + edge) / 2


def _side_by_side(left: list[Line], right: list[Line]) -> bool:
    """Tell two columns of running text from a margin of numbers beside one."""
    overlap = min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top)
    widths = [sorted(line.right - line.left for line in side)[len(side) // 2] for side in (left, right)]
    return overlap > 0 and min(widths) > 0.35 * max(widths)
