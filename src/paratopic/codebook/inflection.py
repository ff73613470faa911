"""Regular English inflection, so that a pattern names a word once."""

from __future__ import annotations

import re

_DOUBLING = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")


def inflect(word: str) -> frozenset[str]:
    """Return `word` with its plural, -s, -ed and -ing forms.

    Over-generates where English is irregular (both `traveled` and `travelled`); a form that nobody writes
    costs nothing. Irregular forms are written out in the pattern.
    """
    forms = {word, _with_s(word), *_with_suffix(word)}
    if _DOUBLING.search(word):
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)


def _with_s(word: str) -> str:
    if _ends_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _with_suffix(word: str) -> set[str]:
    if word.endswith("ie") and len(word) > 2:
        return {word + "d", word[:-2] + "ying"}
    if word.endswith("ee"):
        return {word + "d", word + "ing"}
    if word.endswith("e"):
        return {word + "d", word[:-1] + "ing"}
    if _ends_consonant_y(word):
        return {word[:-1] + "ied", word + "ing"}
    return {word + "ed", word + "ing"}


def _ends_consonant_y(word: str) -> bool:
    return len(word) > 2 and word.endswith("y") and word[-2] not in "aeiou"
