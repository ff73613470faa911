"""Paragraphs inside a stretch without blank lines: lines, lists, clauses, turns of speech."""

from __future__ import annotations

from collections import Counter

from paratopic.corpus.blocks import Block
from paratopic.corpus.hidden import hidden_starts
from paratopic.corpus.letters import set_lengths, set_width
from paratopic.corpus.marks import (
    ATX,
    INNER,
    LONE_MARK,
    MARK,
    RULE,
    SPEAKER,
    TIGHT,
    is_clause,
)
from paratopic.corpus.rows import Row, cut, fits, rows_of
from paratopic.corpus.speakers import is_split, speakers_of, speaks

_CLOSING = frozenset(",;.!?:…)]\"'”’»0123456789*_")
_NAME = 60  # characters in which the colon after a speaker's name stands
_MANY = 30  # rows: no paragraph has so many
_FEW = 5  # rows that go on in small letters: too few to tell how they are wrapped
_SURE, _ROOM = 0.98, 0.85  # of the width that print gave: after a sentence, inside one
_NARROW = 0.85  # of that width: a block whose lines are all shorter was not filled
_UNWRAPPED = 160  # no wrapped line is longer


def split_block(text: str, block: Block, *, alone: bool, printed: float | None = None) -> list[Block]:
    """Return the paragraphs of one block.

    `alone` says that the text has no other block, `printed` how wide its lines are set, where print broke them.
    """
    if text.find("\n", block.start, block.end) < 0:
        return [block]
    if not alone and not printed and _is_plain(text, block):
        return [block]
    rows = rows_of(text, block)
    if len(rows) < 2:
        return [block]
    if _is_unwrapped(rows):
        starts = {i for i in range(1, len(rows)) if rows[i - 1].closed or not text[rows[i].start].islower()}
    else:
        starts = measured_starts(text, rows, printed, alone=alone)
    return cut(rows, starts)


def _is_unwrapped(rows: list[Row]) -> bool:
    """Tell whether rows are whole paragraphs; a few of double length are two rows put together at a hyphen."""
    lengths = sorted(row.length for row in rows)
    most = lengths[int(0.88 * (len(lengths) - 1))]
    return lengths[-1] > _UNWRAPPED and (most > _UNWRAPPED or lengths[-1] > 2.2 * most)


def measured_starts(text: str, rows: list[Row], printed: float | None, *, alone: bool) -> set[int]:
    """Return the rows that start a paragraph, by letters' widths where print broke the lines and filled them."""
    if printed:
        letters = set_lengths(text, rows)
        if max(letters) > _NARROW * printed:
            for row, length in zip(rows, letters, strict=True):
                row.length, row.first = length, set_width(text[row.start : row.first_end(text)])
            return wrapped_starts(text, rows, printed, alone=alone, printed=True)
    longest = max((row.length for row in rows if row.length <= _UNWRAPPED), default=_UNWRAPPED)
    return wrapped_starts(text, rows, longest, alone=alone)


def _is_plain(text: str, block: Block) -> bool:
    """Tell at little cost whether a block is one paragraph wrapped to full lines, as most are."""
    start, end = block.start, block.end
    lengths = [len(line) for line in text[start:end].split("\n")]
    longest = max(lengths)
    if longest > _UNWRAPPED or min(lengths[:-1]) <= 0.6 * longest:
        return False
    for found in INNER.finditer(text, start, end):
        if found.lastindex or _may_start(text, start, end, found.end(), longest):
            return False
    return True


def _may_start(text: str, start: int, end: int, place: int, width: float) -> bool:
    """Tell whether the row at `place` may start a paragraph: the row before is closed, and had room for its word."""
    last = place - 2
    while text[last] in " \t":
        last -= 1
    if text[last] not in _CLOSING:
        return False
    word = text.find(" ", place, end)
    length = last - text.rfind("\n", start, last) + 1 + (end if word < 0 else word) - place
    return length <= width or ":" in text[place : place + _NAME] or is_clause(text, place, end)


def wrapped_starts(
    text: str, rows: list[Row], width: float, *, alone: bool, printed: bool = False
) -> set[int]:
    """Return the numbers of the rows that start a paragraph, where lines are wrapped at `width`."""
    speakers = speakers_of(text, rows)
    starts = _structure(text, rows, width, speakers)
    share = sum(row.closed for row in rows[:-1]) / max(1, len(rows) - 1)
    indented = _indented(text, rows) or _outdented(text, rows)
    if indented:
        starts |= indented
    elif share < 0.6 or _is_wrapped(text, rows, width):
        short = _short_rows(text, rows, width, printed=printed) - starts
        starts |= short
        many = alone or len(rows) > _MANY
        if many and 2 * len(short) > len(starts) and len(short) > 2:
            hidden = hidden_starts(text, rows, starts)
            starts |= {i for i in hidden if (name := speaks(text, rows[i])) in speakers or not name}
    elif alone and len(rows) > 2 and share > 0.8:
        starts |= set(range(1, len(rows)))
    before, last = rows[-2:]
    if LONE_MARK.match(text, last.start, last.end) and (
        not text[before.end - 1].islower() or fits(before, last, width)
    ):
        starts.add(len(rows) - 1)  # the number of the next paragraph, torn off it
    return starts | _titles(text, rows, width)


def _is_wrapped(text: str, rows: list[Row], width: float) -> bool:
    """Tell whether the rows that end inside a sentence end there because they are full."""
    inside = [i for i in range(len(rows) - 1) if not rows[i].closed]
    full = sum(not fits(rows[i], rows[i + 1], width) for i in inside)
    return len(inside) > 1 and full >= 0.8 * len(inside)


def _structure(text: str, rows: list[Row], width: float, speakers: Counter[str]) -> set[int]:
    """Return the rows that start a heading, an item, a clause of a resolution or a turn of speech."""
    tight = {i for i, row in enumerate(rows) if TIGHT.match(text, row.start, row.end)}
    tight = tight if len(tight) > 1 else set()
    starts = {1} if ATX.match(text, rows[0].start, rows[0].end) and len(rows) > 1 else set()
    for i in range(1, len(rows)):
        row, before = rows[i], rows[i - 1]
        if (name := speaks(text, row)) and name.isupper() and speakers[name] > 1:
            starts |= set() if is_split(text, before) else {i}
            continue
        if text[row.start].isalpha() and not before.closed and text[before.end - 1] not in ",;":
            sign = text[row.start + 1 : row.start + 7]
            if "." not in sign and ")" not in sign:
                continue
        last = text[before.end - 1]
        if ATX.match(text, row.start, row.end) or RULE.match(text, row.start, row.end):
            starts |= {i, min(i + 1, len(rows) - 1)}
        elif i in tight:
            starts.add(i)
        elif MARK.match(text, row.start, row.end) or LONE_MARK.match(text, row.start, row.end):
            if _accepts_mark(text, rows[max(starts, default=0)], rows[i - 1], row, width):
                starts.add(i)
        elif last in ",;" and is_clause(text, row.start, row.end):
            starts.add(i)
        elif before.closed and fits(before, row, width):
            if SPEAKER.match(text, row.start, row.end) or is_clause(text, row.start, row.end):
                starts.add(i)
        elif before.closed and speaks(text, row) in speakers:
            starts.add(i)
    return starts


def _accepts_mark(text: str, first: Row, before: Row, row: Row, width: float) -> bool:
    """Tell a real mark from a dash or a number that wrapping put at a line's start."""
    sign = text[row.start]
    if not sign.isalnum() and MARK.match(text, first.start, first.end) and text[first.start] == sign != "(":
        return True
    if fits(before, row, width) and (before.closed or sign not in "-–—"):
        return True
    if _next_mark(text, first, row):
        return True
    if not before.closed:
        return text[before.end - 1] == "," and sign == "(" and fits(before, row, width)
    return sign != "(" or MARK.match(text, first.start, first.end) is not None


def _next_mark(text: str, first: Row, row: Row) -> bool:
    """Tell whether a row's mark is the one after the mark of the paragraph under way: "a)", "b)"."""
    one, two = MARK.match(text, first.start, first.end), MARK.match(text, row.start, row.end)
    if one is None or two is None:
        return False
    here, there = one.group().strip(" ()."), two.group().strip(" ().")
    if here.isdecimal() and there.isdecimal():
        return int(there) == int(here) + 1
    return len(here) == len(there) == 1 and ord(there) == ord(here) + 1


def _short_rows(text: str, rows: list[Row], width: float, *, printed: bool) -> set[int]:
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


def _indented(text: str, rows: list[Row]) -> set[int]:
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


def _outdented(text: str, rows: list[Row]) -> set[int]:
    """Return the rows at the margin, where most are set in and the row before such a row is closed."""
    margin = min(row.indent for row in rows)
    out = {i for i in range(1, len(rows)) if rows[i].indent == margin}
    if not out or rows[0].indent > margin or 2 * len(out) >= len(rows):
        return set()
    steps = {rows[i].indent for i in range(1, len(rows)) if i not in out}
    return out if len(steps) == 1 and sum(rows[i - 1].closed for i in out) >= 0.8 * len(out) else set()


def _titles(text: str, rows: list[Row], width: float) -> set[int]:
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
        if plain and begins and len(rows) > 2 and text[row.start].isupper() and opens:
            starts |= {i, i + 1}
    return starts
