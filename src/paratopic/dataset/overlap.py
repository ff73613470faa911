"""Find paragraphs that stand, nearly word for word, in more than one part of a split."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from paratopic.dataset.examples import Examples

_WORD = re.compile(r"\w+")
MOST_HOLDERS = 50  # a phrase in more paragraphs than this is a formula; its first holders stand for it


@dataclass(frozen=True)
class NearDuplicate:
    """Two paragraphs of different parts whose word 5-grams overlap by `similarity` (Jaccard)."""

    first: str
    second: str
    similarity: float


def near_duplicates(
    parts: Sequence[Examples], *, words: int = 5, at_least: float = 0.6
) -> list[NearDuplicate]:
    """Return the pairs across parts with a Jaccard similarity of word n-grams of `at_least`."""
    shingles: dict[str, frozenset[str]] = {}
    part_of: dict[str, int] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for number, part in enumerate(parts):
        for key, text in zip(part.ids, part.texts, strict=True):
            shingles[key], part_of[key] = _shingles(text, words), number
            for shingle in shingles[key]:
                holders[shingle].append(key)
    pairs = {
        pair
        for keys in holders.values()
        for pair in combinations(keys[:MOST_HOLDERS], 2)
        if part_of[pair[0]] != part_of[pair[1]]
    }
    found = [NearDuplicate(a, b, _jaccard(shingles[a], shingles[b])) for a, b in sorted(pairs)]
    return [pair for pair in found if pair.similarity >= at_least]


def _shingles(text: str, words: int) -> frozenset[str]:
    tokens = _WORD.findall(text.lower())
    return frozenset(
        " ".join(tokens[start : start + words]) for start in range(max(1, len(tokens) - words + 1))
    )


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
