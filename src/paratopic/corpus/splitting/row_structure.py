"""Rows that show by their first sign that they start something: a heading, an item, a clause, a turn of speech."""

from __future__ import annotations

from collections import Counter

from paratopic.corpus.marks import ATX, LONE_MARK, MARK, RULE, SPEAKER, TIGHT, is_clause
from paratopic.corpus.splitting.rows import Row, fits
from paratopic.corpus.splitting.speakers import is_split, speaks


def structured(text: str, rows: list[Row], width: float, speakers: Counter[str]) -> set[int]:
    """Return the rows that start a heading, an item, a clause of a resolution or a turn of speech."""
    tight = {i for i, row in enumerate(rows) if TIGHT.match(text, row.start, row.end)}
    tight = tight if len(tight) > 1 else set()
    alone = ATX.match(text, rows[0].start, rows[0].end) or RULE.match(text, rows[0].start, rows[0].end)
    starts = {1} if alone and len(rows) > 1 else set()
    latest = 0  # the paragraph under way: the maximum of all starts, asked for each row, took minutes for long lists
    for i in range(1, len(rows)):
        latest = max([latest, *(n for n in (i - 1, i) if n in starts)])
        row, before = rows[i], rows[i - 1]
        if (name := speaks(text, row)) and name.isupper() and speakers[name] > 1:
            starts |= set() if is_split(text, before) else {i}
            continue
        if text[row.start].isalpha() and not before.closed and text[before.end - 1] not in ",;":
            sign = text[row.start + 1 : row.start + 7]
            if "." not in sign and ")" not in sign and not _same_bullet(text, rows[latest], row):
                continue
        last = text[before.end - 1]
        if ATX.match(text, row.start, row.end) or RULE.match(text, row.start, row.end):
            starts |= {i, min(i + 1, len(rows) - 1)}
        elif i in tight:
            starts.add(i)
        elif MARK.match(text, row.start, row.end) or LONE_MARK.match(text, row.start, row.end):
            if _accepts_mark(text, rows[latest], rows[i - 1], row, width):
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
    if _same_bullet(text, first, row):
        return True
    if fits(before, row, width) and (before.closed or sign not in "-–—"):
        return True
    if _next_mark(text, first, row):
        return True
    if not before.closed:
        return text[before.end - 1] == "," and sign == "(" and fits(before, row, width)
    return sign != "(" or MARK.match(text, first.start, first.end) is not None


def _same_bullet(text: str, first: Row, row: Row) -> bool:
    """Tell whether a row has the bullet of the paragraph under way; "; and" may stand before it."""
    one, two = MARK.match(text, first.start, first.end), MARK.match(text, row.start, row.end)
    if one is None or two is None:
        return False
    sign = two[0].strip()
    return one[0].strip() == sign and not any(letter.isdecimal() or letter in "()." for letter in sign)


def _next_mark(text: str, first: Row, row: Row) -> bool:
    """Tell whether a row's mark is the one after the mark of the paragraph under way: "a)", "b)"."""
    one, two = MARK.match(text, first.start, first.end), MARK.match(text, row.start, row.end)
    if one is None or two is None:
        return False
    here, there = one.group().strip(" ()."), two.group().strip(" ().")
    if here.isdecimal() and there.isdecimal():
        return int(there) == int(here) + 1
    return len(here) == len(there) == 1 and ord(there) == ord(here) + 1
