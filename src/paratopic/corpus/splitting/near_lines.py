"""The lines above and below a place in a text, blank ones passed over."""

from __future__ import annotations

from collections.abc import Iterator

Span = tuple[int, int]  # start and end of a line's words


def above(text: str, place: int) -> Iterator[Span]:
    """Yield the lines that end before `place`, the nearest first."""
    end = text.rfind("\n", 0, place)
    while end >= 0:
        begin = text.rfind("\n", 0, end)
        if span := words_of(text, begin + 1, end):
            yield span
        end = begin


def below(text: str, place: int) -> Iterator[Span]:
    """Yield the lines that start after `place`, the nearest first."""
    begin = text.find("\n", place)
    while begin >= 0:
        end = text.find("\n", begin + 1)
        if span := words_of(text, begin + 1, len(text) if end < 0 else end):
            yield span
        begin = end


def words_of(text: str, start: int, end: int) -> Span | None:
    """Return where a line's words are; None for a blank line."""
    line = text[start:end]
    kept = line.strip()
    if not kept:
        return None
    if len(kept) == len(line):
        return start, end
    first = start + len(line) - len(line.lstrip())
    return first, first + len(kept)
