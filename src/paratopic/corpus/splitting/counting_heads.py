"""Running heads set out over the page with a number at one end that counts up: "9249/31           KL/ff          2"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from paratopic.corpus.splitting.head_key import head_key, masked
from paratopic.corpus.splitting.near_lines import Span, words_of

_GAP = "     "  # between head and number, at least: headings that are numbered have one space there
_PAGE = r"(\d{1,4})(?: ?(?:/|of) ?\d{1,4})?"
_LAST = re.compile(rf"(?<![^\n])[^\S\n]*(\S[^\n]{{1,180}}?) {{5,}}{_PAGE}[^\S\n]*(?=[\n\f]|\Z)")
_FIRST = re.compile(rf"(?<![^\n])[^\S\n]*{_PAGE} {{5,}}(\S[^\n]{{1,180}}?)[^\S\n]*(?=[\n\f]|\Z)")
_WIDE = 50  # characters of such a line, at least
_GAP_BESIDE = re.compile(r"\s*(?:\n|\f|\Z)\s*")
_NEAR = 400  # characters of blank lines that are looked at
_APART = 5  # lines between two of them, at least
_FEWEST = 3  # pages; of two, where blank lines set their heads apart
_STEP = 2  # from one page to the next, or to the next of the same side


def counting_heads(text: str) -> set[Span]:
    """Return the lines of such heads."""
    if _GAP not in text:
        return set()
    lines: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
    for pattern, head, number in ((_LAST, 1, 2), (_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            span = words_of(text, *found.span())
            if span and span[1] - span[0] >= _WIDE:
                lines[head_key(masked(found[head]))].append((span, int(found[number])))
    return {span for pages in lines.values() for span in _counting(text, sorted(pages))}


def _counting(text: str, pages: list[tuple[Span, int]]) -> list[Span]:
    """Return the places of the runs whose numbers count up, some lines apart."""
    marks: list[Span] = []
    run: list[tuple[Span, int]] = []
    for span, value in pages:
        if run and not (
            0 < value - run[-1][1] <= _STEP and text.count("\n", run[-1][0][1], span[0]) > _APART
        ):
            run = []
        run.append((span, value))
        if len(run) >= _FEWEST or (len(run) == 2 and all(_apart(text, place) for place, _ in run)):
            marks += [place for place, _ in run[-_FEWEST:]]
    return marks


def _apart(text: str, place: Span) -> bool:
    """Tell whether a line or two stand between blank lines or a page's edges, two blank ones on one side."""
    before, after = text[max(0, place[0] - _NEAR) : place[0]], text[place[1] : place[1] + _NEAR]
    over, under = _gap(before[::-1]), _gap(after)
    return min(over, under) >= 2 and max(over, under) >= 3


def _gap(beside: str) -> int:
    """Return the line ends of the first gap beside a line, another line of the same head passed over; 3 for an edge."""
    for gap in islice(_GAP_BESIDE.finditer(beside), 2):
        if "\f" in gap[0] or gap.end() == len(beside):
            return 3
        if gap[0].count("\n") > 1:
            return gap[0].count("\n")
    return 0
