"""Texts with their targets: what a model is fitted on and evaluated against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Examples:
    """n paragraphs of known topics.

    `targets` is (n, k) of 0/1 in the order of `topics`; `documents` names each paragraph's document,
    the unit of every split, fold and bootstrap.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    documents: tuple[str, ...]
    targets: NDArray[np.int8]
    topics: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: Sequence[int] | NDArray[np.intp]) -> Examples:
        """Return the examples at `rows`, in that order."""
        index = [int(row) for row in rows]
        return replace(
            self,
            ids=tuple(self.ids[i] for i in index),
            texts=tuple(self.texts[i] for i in index),
            documents=tuple(self.documents[i] for i in index),
            targets=self.targets[index],
        )

    def with_targets(self, targets: NDArray[np.int8]) -> Examples:
        """Return the same paragraphs with other targets (weak labels, coders' labels)."""
        return replace(self, targets=targets)

    def topic_sets(self) -> list[tuple[str, ...]]:
        """Return each paragraph's topics as names."""
        return [
            tuple(topic for topic, on in zip(self.topics, row, strict=True) if on) for row in self.targets
        ]


def join(first: Examples, second: Examples) -> Examples:
    """Return both, `first` before `second`; they must have the same topics."""
    return Examples(
        ids=first.ids + second.ids,
        texts=first.texts + second.texts,
        documents=first.documents + second.documents,
        targets=np.concatenate([first.targets, second.targets]),
        topics=first.topics,
    )


def targets_of(topic_sets: Sequence[Sequence[str]], topics: Sequence[str]) -> NDArray[np.int8]:
    """Return the (n, k) 0/1 matrix of sets of topic names; a name outside `topics` raises KeyError."""
    column = {topic: index for index, topic in enumerate(topics)}
    targets = np.zeros((len(topic_sets), len(topics)), dtype=np.int8)
    for row, names in enumerate(topic_sets):
        for name in names:
            targets[row, column[name]] = 1
    return targets
