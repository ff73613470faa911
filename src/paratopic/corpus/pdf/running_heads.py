"""Running heads and page numbers: what recurs at one height at the edges of pages, and what a browser prints there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.splitting.browser_marks import PRINTED_AT

_NUMBER = re.compile(r"\W*(?:page\W*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*\Z", re.I)
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
# What a browser prints over and under a page: "11/25/26, 11:20 PM   Title", "https://example.org/a   1/3".
_STAMP = re.compile(rf"{PRINTED_AT}\Z")
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: ?…| ?\.\.\.)?\Z")
_LEVEL = 4.0  # points
_ZONE = 0.12  # running heads stand in the uppermost or lowermost part of the page
_WIDER = 0.2  # where they may stand if they recur on most pages, word for word

Key = tuple[str, int]  # words and height on the page


def without_running_heads(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Return the pages without the lines that recur at the same height, and without page numbers."""
    seen: Counter[Key] = Counter()
    keys: dict[int, Key] = {}
    for lines, height in zip(pages, heights, strict=True):
        fresh = {id(line): key for line in lines if (key := _key(line, height))}
        seen.update({*fresh.values()})
        keys |= fresh
    needed = 2 if len(pages) < 6 else 3
    kept = []
    often = max(2, len(pages) / 2)
    for lines, height in zip(pages, heights, strict=True):
        edge = [line for line in lines if _at_edge(line, height, _ZONE)]
        least = {id(line): often for line in lines if id(line) in keys} | {id(line): needed for line in edge}
        gone = {place for place, count in least.items() if _times(keys[place], seen) >= count}
        gone |= _browsers(edge)
        gone |= _numbers(edge, gone)
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _numbers(edge: list[Line], gone: set[int]) -> set[int]:
    """Return the page numbers: beside them stand running heads only, where a row of a table has its other cells."""
    numbers = [line for line in edge if _NUMBER.match(line.text)]
    cells = sorted(line.top for line in edge if id(line) not in gone and not _NUMBER.match(line.text))
    places = ((line, bisect_right(cells, line.top - _LEVEL)) for line in numbers)
    return {id(line) for line, i in places if i == len(cells) or cells[i] >= line.top + _LEVEL}


def _at_edge(line: Line, height: float, zone: float) -> bool:
    return not zone * height < line.top < (1 - zone) * height


def _key(line: Line, height: float) -> Key | None:
    """Return what a running head has in common on all pages; further from the edge its very words."""
    if _at_edge(line, height, _ZONE):
        return _DIGITS.sub("0", line.text.lower()), round(line.top / 6)
    return (line.text, round(line.top / 6)) if _at_edge(line, height, _WIDER) else None


def _times(key: Key, seen: Counter[Key]) -> int:
    """Return on how many pages there is such a line, a step higher or lower included."""
    text, place = key
    return seen[key] + seen[(text, place - 1)] + seen[(text, place + 1)]


def _browsers(edge: list[Line]) -> set[int]:
    """Return the lines at a page's edges that a browser printed: they stand beside a time or an address."""
    levels = [line.top for line in edge if _STAMP.match(line.text) or _ADDRESS.match(line.text)]
    alone = [line for line in edge if any(abs(line.top - level) < _LEVEL for level in levels)]
    return {id(line) for line in alone} if len(levels) > 1 else set()
