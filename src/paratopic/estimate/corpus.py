"""What is kept of a corpus of any size: sums by group, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from paratopic.estimate.batches import Batch, Group
from paratopic.evaluation.checks import Floats, Ints

CLUSTERS = 8192
BINS = 4096


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sums over all rows, by group and topic: size (G,), probability, its square, and decision (G, K).

    `histogram` (G, K, bins, 2) holds counts and sums of probabilities for the methods that need their
    distribution. `clusters` (C, G, 1 + 2K), where asked for, holds sizes and sums by document.
    """

    topics: tuple[str, ...]
    groups: tuple[Group, ...]
    size: Floats
    probability: Floats
    square: Floats
    decision: Floats
    histogram: Floats | None
    clusters: Floats | None
    numbers: Mapping[str, int]

    def cluster_of(self, document: str) -> int:
        """Return a document's place in `clusters`."""
        return cluster_number(document, self.numbers)


class Sums:
    """Adds up batches."""

    def __init__(self, topics: int, *, clusters: bool, histogram: bool) -> None:
        self.k = topics
        self.groups: dict[Group, int] = {}
        self.numbers: dict[str, int] = {}
        self.size, self.values = np.zeros(0), np.zeros((0, 3 * topics))
        self.histogram = np.zeros((0, topics, BINS, 2)) if histogram else None
        self.clusters = np.zeros((0, 0, 1 + 2 * topics)) if clusters else None

    def add(self, batch: Batch) -> Ints:
        """Return the rows' group numbers in the whole corpus."""
        numbers = [self.groups.setdefault(group, len(self.groups)) for group in batch.groups]
        codes = np.array(numbers, dtype=np.int64)[batch.codes]
        grow = len(self.groups) - len(self.size)
        self.size = np.append(self.size, np.zeros(grow))
        self.values = np.vstack([self.values, np.zeros((grow, 3 * self.k))])
        self.size += np.bincount(codes, minlength=len(self.size))
        squared = np.column_stack([batch.probabilities, batch.probabilities**2, batch.decisions])
        self.values += _sum_by(codes, squared, len(self.size))
        if self.histogram is not None:
            self.histogram = np.concatenate([self.histogram, np.zeros((grow, self.k, BINS, 2))])
            self._add_histogram(self.histogram, codes, batch.probabilities)
        if self.clusters is not None:
            self._add_clusters(self.clusters, batch, codes)
        return codes

    def _add_histogram(self, histogram: Floats, codes: Ints, probabilities: Floats) -> None:
        cells = len(self.size) * BINS
        for j, p in enumerate(probabilities.T):
            place = codes * BINS + np.minimum((p * BINS).astype(np.int64), BINS - 1)
            for which, weights in enumerate((None, p)):
                found = np.bincount(place, weights=weights, minlength=cells)
                histogram[:, j, :, which] += found.reshape(-1, BINS)

    def _add_clusters(self, old: Floats, batch: Batch, codes: Ints) -> None:
        names, inverse = np.unique(batch.documents.astype(str), return_inverse=True)
        for name in names:
            if len(self.numbers) < CLUSTERS:
                self.numbers.setdefault(str(name), len(self.numbers))
        cluster = np.array([cluster_number(str(name), self.numbers) for name in names], dtype=np.int64)[
            inverse
        ]
        shape = (max(len(self.numbers), old.shape[0]), len(self.size), 1 + 2 * self.k)
        grown = np.zeros(shape)
        grown[: old.shape[0], : old.shape[1]] = old
        flat = np.column_stack([np.ones(len(codes)), batch.probabilities, batch.decisions])
        self.clusters = grown + _sum_by(cluster * shape[1] + codes, flat, shape[0] * shape[1]).reshape(shape)

    def finish(self, topics: tuple[str, ...]) -> Corpus:
        """Return the sums with the groups in sorted order, numbers as numbers."""
        order = sorted(self.groups, key=lambda group: tuple(map(_sortable, group)))
        index = [self.groups[group] for group in order]
        values = self.values[index]
        return Corpus(
            topics,
            tuple(order),
            self.size[index],
            values[:, : self.k],
            values[:, self.k : 2 * self.k],
            values[:, 2 * self.k :],
            None if self.histogram is None else self.histogram[index],
            None if self.clusters is None else self.clusters[:, index],
            self.numbers,
        )


def cluster_number(document: str, numbers: Mapping[str, int]) -> int:
    """Return a document's own number, or, from the 8,192nd document on, a shared one.

    A cluster of several documents is a union of clusters: it leaves cluster-robust variances valid and keeps
    memory flat.
    """
    own = numbers.get(document)
    return crc32(document.encode("utf-8", "surrogatepass")) % CLUSTERS if own is None else own


def _sum_by(codes: Ints, values: Floats, size: int) -> Floats:
    return np.column_stack([np.bincount(codes, weights=column, minlength=size) for column in values.T])


def _sortable(value: str) -> tuple[int, float, str]:
    try:
        return (0, float(value), value)
    except ValueError:
        return (1, 0.0, value)
