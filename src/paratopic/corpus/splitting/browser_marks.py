"""What a browser prints over and under a page: "11/25/26, 11:20 PM   Title", "https://example.org/a   1/3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paratopic.corpus.occurs import occurs
from paratopic.corpus.splitting.near_lines import Span, words_of

_ADDRESS = "://"
_FOOT = re.compile(r"(?:https?|file)://\S+[^\S\n]+\d{1,4}[^\S\n]?/[^\S\n]?\d{1,4}\Z")
PRINTED_AT = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?"
_HEAD = re.compile(rf"^[^\S\n]*{PRINTED_AT}(?:[^\S\n]+\S[^\n]{{0,200}})?$", re.MULTILINE)


def browser_marks(text: str) -> set[Span]:
    """Return the lines of an address and a page's number, and, where there are any, of the address or a time alone."""
    if not occurs(text, _ADDRESS, rarest=1):
        return set()
    text = text.replace("\f", "\n")  # a page's end is a line's
    lines = {*_lines_with_addresses(text)}
    feet = {span for span in lines if _FOOT.match(text, *span)}
    if not feet:
        return feet
    addresses = {text[slice(*span)].split()[0] for span in feet}
    alone = {span for span in lines if text[slice(*span)] in addresses}
    return feet | alone | {*filter(None, (words_of(text, *found.span()) for found in _HEAD.finditer(text)))}


def _lines_with_addresses(text: str) -> Iterator[Span]:
    place = text.find(_ADDRESS)
    while place >= 0:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if span := words_of(text, text.rfind("\n", 0, place) + 1, end):
            yield span
        place = text.find(_ADDRESS, end)
