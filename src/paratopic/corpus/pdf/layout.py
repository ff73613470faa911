"""Reading order on a page: columns left to right, lines top to bottom, running heads and page numbers out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from paratopic.corpus.pdf.asides import part_asides
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.tables import are_tables, with_tables
from paratopic.corpus.splitting.contents import contents_lines

_NUMBER = re.compile(r"\W*(?:page\W*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*\Z", re.I)
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
# What a browser prints over and under a page: "11/25/26, 11:20 PM   Title", "https://example.org/a   1/3".
_STAMP = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\Z")
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: ?…| ?\.\.\.)?\Z")
_LEVEL = 4.0  # points
# What goes on behind an initial; "A" and "I" may be words themselves.
_SPLIT = re.compile(
    r"(?![AI])|A(?:ll|fter|s|n|nd|t|long|cross|mid|gainst|lthough|mong|ny|lready|bout|ccording|part|side)\b|"
    r"I(?:n|t|f|s|ts|nternational|ndeed|nstead|nto)\b"
)
_DROP = 1.8  # times the size of the text: an initial that reaches over several lines
_ZONE = 0.12  # running heads stand in the uppermost or lowermost part of the page
_WIDER = 0.2  # where they may stand if they recur on most pages, word for word

Key = tuple[str, int]  # words and height on the page


def without_running_heads(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Return the pages without the lines that recur at the same height, and without page numbers."""
    seen: Counter[Key] = Counter()
    keys: dict[int, Key] = {}
    for lines, height in zip(pages, heights, strict=True):
        fresh = {id(line): key for line in lines if (key := _key(line, height))}
        seen.update({*fresh.values()})
        keys |= fresh
    needed = 2 if len(pages) < 6 else 3
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        edge = [line for line in lines if _at_edge(line, height, _ZONE)]
        gone = {
            id(line) for line in edge if _NUMBER.match(line.text) or _times(keys[id(line)], seen) >= needed
        }
        often = max(2, len(pages) / 2)
        gone |= {id(line) for line in lines if id(line) in keys and _times(keys[id(line)], seen) >= often}
        gone |= _browsers(edge)
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _at_edge(line: Line, height: float, zone: float) -> bool:
    return not zone * height < line.top < (1 - zone) * height


def _key(line: Line, height: float) -> Key | None:
    """Return what a running head has in common on all pages; further from the edge its very words."""
    if _at_edge(line, height, _ZONE):
        return _DIGITS.sub("0", line.text.lower()), round(line.top / 6)
    return (line.text, round(line.top / 6)) if _at_edge(line, height, _WIDER) else None


def _times(key: Key, seen: Counter[Key]) -> int:
    """Return on how many pages there is such a line, a step higher or lower included."""
    text, place = key
    return seen[key] + seen[(text, place - 1)] + seen[(text, place + 1)]


def _browsers(edge: list[Line]) -> set[int]:
    """Return the lines at a page's edges that a browser printed: they stand beside a time or an address."""
    levels = [line.top for line in edge if _STAMP.match(line.text) or _ADDRESS.match(line.text)]
    alone = [line for line in edge if any(abs(line.top - level) < _LEVEL for level in levels)]
    return {id(line) for line in alone} if len(levels) > 1 else set()


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
    if gutter is None or are_tables(_rows(lines)):
        return [_by_rows(part) for part in part_asides(lines)]
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


def _by_rows(lines: list[Line]) -> list[Line]:
    """Return lines top to bottom; parts of one row (a number, its text; words set wide) are put together."""
    return [_row(parts) for parts in with_tables(_rows(lines))]


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Return the lines that stand side by side, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.top, item.left)):
        if rows and all(_beside(part, line) for part in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(parts, key=lambda part: part.left) for parts in rows]


def _beside(part: Line, line: Line) -> bool:
    shared = min(part.bottom, line.bottom) - max(part.top, line.top)
    apart = line.left >= part.right - 1 or line.right <= part.left + 1
    return apart and shared > 0.5 * min(part.height, line.height)


def _row(parts: list[Line]) -> Line:
    """Return one line of parts that stand side by side; a drop cap is the first letter of the first word."""
    parts = [*parts]
    cap = parts.pop(0) if len(parts) > 1 and _is_drop_cap(parts[0], parts[1]) else None
    row, longest = parts[0], max(parts, key=lambda part: len(part.text))
    row.size, row.bold, row.base = longest.size, longest.bold, longest.base
    row.text = " ".join(part.text for part in parts)
    row.right = max(part.right for part in parts)
    row.top, row.bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    if cap:
        row.left = cap.left
        row.text = cap.text + ("" if _SPLIT.match(cap.text + row.text) else " ") + row.text
    return row


def _is_drop_cap(part: Line, after: Line) -> bool:
    return len(part.text) == 1 and part.text.isupper() and part.size > _DROP * after.size
