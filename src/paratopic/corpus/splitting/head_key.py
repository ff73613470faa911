"""What running heads of different pages have in common: their words, whatever the page's number and its side."""

from __future__ import annotations

import re

LONGEST = 100  # characters of a running head; set out over the page it may be twice as long
_DIGITS = re.compile(r"\d+")


def masked(line: str) -> str:
    """Return a line with every number as 0, so that running heads of different pages are equal."""
    return _DIGITS.sub("0", line)


def head_key(line: str) -> str:
    """Return a line's words in one order: left pages have number and title the other way round than right ones."""
    return " ".join(sorted(line.split())) if len(line) <= 2 * LONGEST else ""
