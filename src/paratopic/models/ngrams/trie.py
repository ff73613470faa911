"""Word n-grams as a trie in arrays: a batch of texts is looked up level by level, without building strings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Level:
    """The known n-grams of one size: `keys` are parent * words + word, sorted; `features` -1 for mere prefixes."""

    keys: Ints
    features: Ints
    words: int

    def find(self, parents: Ints, words: Ints) -> Ints:
        """Return the node of each (parent node, word), -1 where there is none."""
        wanted = np.where(words >= 0, parents * self.words + words, -1)
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, place, -1)


@dataclass(frozen=True)
class Trie:
    """Words by number, then one level for each size of n-gram."""

    numbers: dict[str, int]
    levels: list[Level]

    def ids(self, words: Iterable[str], count: int) -> Ints:
        """Return the number of each word, -1 for unknown ones."""
        found = map(self.numbers.get, words, itertools.repeat(-1))
        return np.fromiter(found, dtype=np.int64, count=count)


def build_trie(vocabulary: Sequence[str]) -> Trie:
    """Return the trie of n-grams whose words are separated by one space; a feature is its place in the list."""
    grams = [tuple(name.split(" ")) for name in vocabulary]
    numbers = {word: i for i, word in enumerate(dict.fromkeys(word for gram in grams for word in gram))}
    features = {gram: i for i, gram in enumerate(grams)}
    levels: list[Level] = []
    nodes: dict[tuple[str, ...], int] = {}
    for size in range(1, max(map(len, grams), default=0) + 1):
        prefixes = {gram[:size] for gram in grams if len(gram) >= size}
        if size == 1:
            prefixes |= {(word,) for word in numbers}
        keyed = sorted((nodes.get(one[:-1], 0) * len(numbers) + numbers[one[-1]], one) for one in prefixes)
        levels.append(
            Level(
                np.array([key for key, _ in keyed], dtype=np.int64),
                np.array([features.get(one, -1) for _, one in keyed], dtype=np.int64),
                len(numbers),
            )
        )
        nodes = {one: place for place, (_, one) in enumerate(keyed)}
    return Trie(numbers, levels)
