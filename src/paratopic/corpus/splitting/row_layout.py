"""Rows that start a paragraph by how lines stand: after a short one, set in, set out, under a title."""

from __future__ import annotations

from paratopic.corpus.marks import MARK, NUMBERED_TITLE
from paratopic.corpus.splitting.rows import Row, fits

_FEW = 5  # rows that go on in small letters: too few to tell how they are wrapped
_SURE, _ROOM = 0.98, 0.85  # of the width that print gave: after a sentence, inside one


def after_short(text: str, rows: list[Row], width: float, *, printed: bool) -> set[int]:
    """Return the rows after a row that was ended before it was full: after a closed one, or after any that is.

    Strict wrapping never leaves room for the next word, so that a row that did ends a paragraph, be it a title.
    """
    pairs = [(i, fits(rows[i], rows[i + 1], width)) for i in range(len(rows) - 1)]
    ragged = sum(fit and not rows[i].closed for i, fit in pairs) / max(1, len(pairs))
    small = [text[row.start].islower() for row in rows]
    strict = sum(small) > _FEW and not any(fit and small[i + 1] for i, fit in pairs)
    limit = width if strict or ragged < 0.15 else 0.8 * width
    if printed:
        limit = _SURE * width
    return {
        i + 1
        for i, fit in pairs
        if fit
        and not small[i + 1]
        and fits(rows[i], rows[i + 1], limit if rows[i].closed or not printed else _ROOM * width)
        and (rows[i].closed or strict or printed)
    }


def indented(text: str, rows: list[Row]) -> set[int]:
    """Return the rows set in from the margin, where most are not and the row before is closed."""
    margin = min(row.indent for row in rows[1:])
    inside = [i for i in range(1, len(rows)) if rows[i].indent > margin]
    if 2 * len(inside) >= len(rows):
        return set()
    steady = len(inside) > 4 and sum(rows[i - 1].closed for i in inside) > 0.8 * len(inside)
    starts: set[int] = set()
    for i in inside:
        before = rows[i - 1]
        first = before.indent == margin or i - 1 in starts
        if (
            first
            and (before.closed or steady)
            and not (before.indent < rows[i].indent and MARK.match(text, before.start, before.end))
        ):
            starts.add(i)
    return starts


def outdented(text: str, rows: list[Row]) -> set[int]:
    """Return the rows at the margin, where most are set in and the row before such a row is closed."""
    margin = min(row.indent for row in rows)
    out = {i for i in range(1, len(rows)) if rows[i].indent == margin}
    if not out or rows[0].indent > margin or 2 * len(out) >= len(rows):
        return set()
    steps = {rows[i].indent for i in range(1, len(rows)) if i not in out}
    return out if len(steps) == 1 and sum(rows[i - 1].closed for i in out) >= 0.8 * len(out) else set()


def titled(text: str, rows: list[Row], width: float) -> set[int]:
    """Return the rows that are titles set directly on their paragraphs, and the rows after them."""
    starts: set[int] = set()
    for i in reversed(range(len(rows) - 1)):
        row, after = rows[i], rows[i + 1]
        if (
            row.closed
            or row.length > 0.6 * width
            or (i and not (rows[i - 1].closed or rows[i - 1].length < 0.6 * width))
        ):
            continue
        plain = text[row.end - 1] not in ",-" and not MARK.match(text, row.start, row.end)
        begins = after.length > 0.6 * width or after.indent > row.indent or i + 1 in starts or after.closed
        opens = text[after.start].isupper() or MARK.match(text, after.start, after.end)
        titles = text[row.start].isupper() or NUMBERED_TITLE.match(text, row.start, row.end)
        if plain and begins and len(rows) > 2 and titles and opens:
            starts |= {i, i + 1}
    return starts
