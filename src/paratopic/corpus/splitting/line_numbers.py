"""Transcripts whose lines are numbered in the margin, each page anew: numbers become spaces, so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_NUMBER = re.compile(r"[^\S\n]{0,8}(\d{1,2})(?:[^\S\n]+(?=\S)|[^\S\n]*\Z)")
_AT_START = re.compile(r"\n[^\S\n]{0,8}\d")  # of all lines but the first: found at no cost
_SAMPLE = 40_000  # characters that show whether a text is one
_FEWEST = 12  # numbered lines
_MOSTLY = 0.8  # of the lines that are not blank count up
_FULL = 60  # lines of a page, at most
_GOES_ON = 0.2  # of the numbered lines go on in small letters: a list of short items does not


def without_line_numbers(text: str) -> str:
    """Return the text, character for character the same but for the numbers of its lines."""
    sample = text[:_SAMPLE]
    if len(_AT_START.findall(sample)) < _FEWEST - 1 or not _are_numbered(
        [line for line in sample.split("\n") if line.strip()]
    ):
        return text
    return "\n".join(
        f"{' ' * found.end(1)}{line[found.end(1) :]}" if found else line
        for line, found in _numbered(text.split("\n"))
    )


def _are_numbered(lines: list[str]) -> bool:
    rests = [line[found.end() :].strip() for line, found in _numbered(lines) if found]
    if len(rests) < _FEWEST or len(rests) < _MOSTLY * len(lines):
        return False
    going_on = sum(one[-1:].isalpha() and other[:1].islower() for one, other in pairwise(rests))
    return going_on >= _GOES_ON * len(rests)


def _numbered(lines: Iterable[str]) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield each line, with its number where that is the one to come."""
    before = 0
    for line in lines:
        found = _NUMBER.match(line)
        if found and _follows(int(found[1]), before):
            before = int(found[1])
            yield line, found
        else:
            yield line, None


def _follows(number: int, before: int) -> bool:
    """Tell whether a line's number is the next one, or the first of a page."""
    return number == before + 1 <= _FULL or number == 1
