"""Lines that stand side by side: a number and its text, words set wide, cells of a table, an initial and its word."""

from __future__ import annotations

import re

from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.tables import with_tables

# What goes on behind an initial; "A" and "I" may be words themselves.
_SPLIT = re.compile(
    r"(?![AI])|A(?:ll|fter|s|n|nd|t|long|cross|mid|gainst|lthough|mong|ny|lready|bout|ccording|part|side)\b|"
    r"I(?:n|t|f|s|ts|nternational|ndeed|nstead|nto)\b"
)
_MOST = 200  # parts of a row
_DROP = 1.8  # times the size of the text: an initial that reaches over several lines


def by_rows(lines: list[Line]) -> list[Line]:
    """Return lines top to bottom; parts of one row (a number, its text; words set wide) are put together."""
    return [_row(parts) for parts in with_tables(rows_of(lines))]


def rows_of(lines: list[Line]) -> list[list[Line]]:
    """Return the lines that stand side by side, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.top, item.left)):
        if rows and len(rows[-1]) < _MOST and all(_beside(part, line) for part in rows[-1]):
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
    row.size, row.base = longest.size, longest.base
    row.bold, row.bold_end = longest.bold, longest.bold_end
    row.text = " ".join(part.text for part in parts)
    row.right = max(part.right for part in parts)
    row.top, row.bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    if cap:
        row.left = cap.left
        row.text = cap.text + ("" if _SPLIT.match(cap.text + row.text) else " ") + row.text
    return row


def _is_drop_cap(part: Line, after: Line) -> bool:
    return len(part.text) == 1 and part.text.isupper() and part.size > _DROP * after.size
