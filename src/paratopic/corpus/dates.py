"""Dates as documents write them, to ISO form; and the stamps of web pages that are nothing but a date."""

from __future__ import annotations

import re
from datetime import date

from paratopic.corpus.marks import DATE

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIND = re.compile(DATE, re.I)
_WORDS = re.compile(
    r"(\d{1,2})\D{0,4}\s+([a-z]{3})[a-z.]*,?\s+(\d{4})|([a-z]{3})[a-z.]*\s+(\d{1,2}),?\s+(\d{4})", re.I
)
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[\s,|–-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"
_STAMP = re.compile(
    r"(?:(?:first\s+)?(?:posted|published|updated|created|issued|released|date|press release|"
    r"last\s+(?:updated|modified|reviewed)|"
    rf"(?:publication|release)\s+date)\s*(?:on)?\s*:?\s*)?{_DAY}(?:{DATE}|\d{{1,2}}/\d{{1,2}}/\d{{4}}){_CLOCK}"
    r"(?:[\s|·–-]*by\s+[^\n]{1,60})?[\s|·]*\Z",
    re.I,
)


def find_date(text: str) -> str | None:
    """Return the first date in a text as YYYY-MM-DD; None where there is none, or one of unknown order ("2/3/2031")."""
    found = _FIND.search(text)
    return to_iso(found.group()) if found else None


def to_iso(written: str) -> str | None:
    """Return one date as YYYY-MM-DD, if it is a day that exists."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        numbers = [int(part) for part in written.split("-")]
    elif (found := _WORDS.fullmatch(written)) and (month := (found[2] or found[4]).lower()) in _MONTHS:
        numbers = [int(found[3] or found[6]), _MONTHS.index(month) + 1, int(found[1] or found[5])]
    else:
        return None
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None


def is_stamp(text: str) -> bool:
    """Tell whether a block of a web page only says when it was published."""
    return len(text) < 120 and _STAMP.match(text) is not None
