"""Running heads set out over the page with a number at one end that counts up: "9249/31           KL/ff          2"."""

from __future__ import annotations

import re
from collections import defaultdict

from paratopic.corpus.splitting.head_key import head_key, masked
from paratopic.corpus.splitting.near_lines import Span

_GAP = "     "  # between head and number, at least: headings that are numbered have one space there
_LAST = re.compile(r"(?<=\n)[^\S\n]*(\S[^\n]{1,180}?) {5,}(\d{1,4})[^\S\n]*(?=[\n\f]|\Z)")
_FIRST = re.compile(r"(?<=\n)[^\S\n]*(\d{1,4}) {5,}(\S[^\n]{1,180}?)[^\S\n]*(?=[\n\f]|\Z)")
_WIDE = 50  # characters of such a line, at least
_APART = 5  # lines between two of them, at least
_FEWEST = 3  # pages
_STEP = 2  # from one page to the next, or to the next of the same side


def counting_heads(text: str) -> set[Span]:
    """Return the lines of such heads."""
    if _GAP not in text:
        return set()
    lines: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
    for pattern, head, number in ((_LAST, 1, 2), (_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            span = found.start(1), found.end(2)
            if span[1] - span[0] >= _WIDE:
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
        if len(run) >= _FEWEST:
            marks += [place for place, _ in run[-_FEWEST:]]
    return marks
