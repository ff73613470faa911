"""Take out of a text what ties it to its issuer: names become one word, numbers one number, words their stems.

A classifier that learned "Karsk" learned nothing about the next communiqué.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set

_NUMBER = re.compile(r"\d[\d.,]*")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_LOWER = re.compile(r"\b[a-z][a-z’'-]+\b")
_TOKEN = re.compile(r"\w\w+")
_SUFFIXES = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "ly",
)  # fmt: skip
NAME = " xname "
SHORTEST_STEM = 4


def known_words(texts: Iterable[str], *, at_least: int = 2) -> frozenset[str]:
    """Return the words that these texts also write in lower case; others, when capitalised, are names."""
    counts = Counter(word for text in texts for word in _LOWER.findall(text))
    return frozenset(word for word, count in counts.items() if count >= at_least)


def mask(text: str, known: Set[str]) -> str:
    """Return `text` with names and numbers replaced; capitalised words that are `known` are lowered."""

    def lowered(match: re.Match[str]) -> str:
        word = match.group(0).lower()
        return word if word in known else NAME

    return _CAPITALISED.sub(lowered, _NUMBER.sub(" 0 ", text))


def stems(text: str) -> str:
    """Return the stems of a text's words, joined by spaces."""
    return " ".join(stem(word) for word in _TOKEN.findall(text.lower()))


def stem(word: str) -> str:
    """Return `word` without the longest of a few English suffixes, if at least four letters are left."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)]
    return word
