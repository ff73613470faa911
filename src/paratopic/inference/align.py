"""Find the characters of the classifier's text again in the source's text."""

from __future__ import annotations

from difflib import SequenceMatcher


def align(text: str, original: str) -> list[int] | None:
    """Return for each character of `text` its place in `original`, None where both are the same.

    A classifier reads a paragraph with spaces collapsed and hyphens at line ends joined; what was kept stands
    in the same order, so a greedy walk finds it, and a difference of sequences the rare rest.
    """
    if text == original:
        return None
    return _walk(text, original) or _match(text, original)


def _walk(text: str, original: str) -> list[int] | None:
    places, at = [], 0
    for character in text:
        here = original[at] if at < len(original) else ""
        if character == here or (character == " " and here.isspace()):
            found = at
        else:
            found = _next(character, original, at)
            if found < 0:
                return None
        places.append(found)
        at = found + 1
    return places


def _next(character: str, original: str, at: int) -> int:
    """Return the next place of a character, over what the classifier's text leaves out: spaces and marks."""
    while at < len(original) and not original[at].isalnum():
        if original[at] == character or (character == " " and original[at].isspace()):
            return at
        at += 1
    return at if at < len(original) and original[at] == character else -1


def _match(text: str, original: str) -> list[int]:
    matcher = SequenceMatcher(None, text, original, autojunk=False)
    places = [0] * len(text)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for i in range(i1, i2):
            places[i] = min(j1 + min(i - i1, max(j2 - j1 - 1, 0)), max(len(original) - 1, 0))
    return places
