"""Page numbers in extracted text, found by what the line says or because lone numbers count up."""

from __future__ import annotations

import re
from collections import Counter

from paratopic.corpus.splitting.browser_marks import browser_marks
from paratopic.corpus.splitting.counting_heads import counting_heads
from paratopic.corpus.splitting.head_key import masked
from paratopic.corpus.splitting.near_lines import Span, above, below, words_of
from paratopic.corpus.splitting.signs import Signs

_OF = r"[Pp](?:age|AGE)[^\S\n]+\d{1,4}(?:[^\S\n]+(?:of|OF|/)[^\S\n]*\d{1,4})?"
_NUMBERED = r"\d{1,4}(?:[^\S\n]*(?:of|OF|/)[^\S\n]*\d{1,4})?"
# Lines that can only be page marks: "Page | 1", "3/8", "- 4 -", ". . . / 2", "[Page 2]", "[[Page H12]]", "Column 12",
# the United Nations' job number, its dates and its bar code; or a number.
_MARK = re.compile(
    rf"\n[^\S\n]*(?=[\[PCp\d.…–—*-])(?:(\[?[Pp](?:age|AGE)[^\S\n]*[|:]?[^\S\n]*{_NUMBERED}\]?|"
    r"(?:\d{1,2} [A-Z][a-z]+ \d{4} : )?Column[^\S\n]+\d{1,4}[A-Z]{0,3}|"
    r"\d\d[-‐‑]\d{5}[^\S\n]+\([A-Z]\)(?:[^\S\n]+\d{6}){0,2}|\*\d{7,8}\*(?:[^\S\n]+Please recycle)?|"
    r"\[\[Page[^\S\n]+[A-Z]{0,2}\d{1,5}\]\]|"
    r"(?:\d\d[-‐‑]\d{5}[^\S\n]+)?\d{1,3}[^\S\n]*/[^\S\n]*\d{1,3}(?:[^\S\n]+\d\d[-‐‑]\d{5})?|"
    r"[-–—][^\S\n]*\d{1,4}[^\S\n]*[-–—]|(?:[.…][^\S\n]*)+/[^\S\n]*\d{1,3}|"
    r"\d{1,4}[^\S\n]*\|[^\S\n]*(?:Page|P[^\S\n]a[^\S\n]g[^\S\n]e))|(\d{1,4}))[^\S\n\f]*(?=[\n\f]|\Z)"
)
_OF_AT_END = re.compile(rf"{_OF}[^\S\n]*(?=\n|\Z)")
_APART = 5  # lines between two page numbers, at least


def page_marks(text: str, signs: Signs) -> set[Span]:
    """Return the lines that hold nothing but page numbers, and the running heads that end in one."""
    marks: set[Span] = set()
    numbers: list[tuple[Span, int]] = []
    for found in _first_and_others(text):
        if found.lastindex == 1:
            marks.add(found.span(1))
        else:
            numbers.append((found.span(2), int(found.group(2))))
    marks |= _counting(text, numbers) | browser_marks(text)
    marks |= counting_heads(text) if signs.gap else set()
    marks |= _numbered_heads(text) if signs.numbered_pages else set()
    return marks | _beside_form_feeds(text, {span for span, _ in numbers})


def _first_and_others(text: str) -> list[re.Match[str]]:
    """Return the matches at starts of lines; a form feed starts a line too."""
    found = [*_MARK.finditer(text)]
    if "\f" in text:
        broken = text.replace("\f", "\n")
        known = {one.span() for one in found}
        found += [one for one in _MARK.finditer(broken) if one.span() not in known]
        found.sort(key=lambda one: one.start())
    return found


def _counting(text: str, numbers: list[tuple[Span, int]]) -> set[Span]:
    """Return the lone numbers that count up by one at least three times, some lines apart."""
    marks: set[Span] = set()
    run: list[tuple[Span, int]] = []
    for span, value in numbers:
        if run and value == run[-1][1] + 1 and text.count("\n", run[-1][0][1], span[0]) > _APART:
            run.append((span, value))
        elif not run or value != run[-1][1]:
            run = [(span, value)]
        if len(run) >= 3:
            marks |= {place for place, _ in run}
    return marks


def _numbered_heads(text: str) -> set[Span]:
    """Return the running heads that end in a page number and recur: "Statement on the Straits    Page 2 of 9"."""
    heads: list[tuple[Span, str]] = []
    for word in ("Page ", "page ", "PAGE "):
        place = text.find(word)
        while place >= 0:
            if (found := _OF_AT_END.match(text, place)) and text[place - 2 : place].strip() in {"", "|"}:
                span = words_of(text, text.rfind("\n", 0, place) + 1, found.end())
                if span and span[0] < place and span[1] - span[0] < 120:
                    heads.append((span, masked(text[slice(*span)])))
            place = text.find(word, place + 1)
    often = Counter(key for _, key in heads)
    return {span for span, key in heads if often[key] > 1}


def _beside_form_feeds(text: str, numbers: set[Span]) -> set[Span]:
    """Return the lone numbers directly before or after a form feed."""
    if not numbers:
        return set()
    marks: set[Span] = set()
    place = text.find("\f")
    while place >= 0:
        for lines in (above(text, place + 1), below(text, place)):
            span = next(lines, None)
            if span is not None and span in numbers:
                marks.add(span)
        place = text.find("\f", place + 1)
    return marks
