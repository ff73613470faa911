"""Krippendorff's alpha for sets of topics, with the MASI distance (Passonneau, LREC 2006)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LabelSet = frozenset[str]


def masi_distance(first: LabelSet, second: LabelSet) -> float:
    """Return 1 - Jaccard x monotonicity: 1 for equal sets, 2/3 for a subset, 1/3 for an overlap, 0 else."""
    if first == second:
        return 0.0
    common = first & second
    if not common:
        return 1.0
    monotonicity = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - len(common) / len(first | second) * monotonicity


def distance_matrix(sets: Sequence[LabelSet]) -> Floats:
    """Return the MASI distances between label sets."""
    return np.array([[masi_distance(one, other) for other in sets] for one in sets]).reshape(
        len(sets), len(sets)
    )


def alpha_of_sets(counts: Floats, distances: Floats) -> float:
    """Return alpha; `counts` is (units, sets): how many coders gave a unit this set."""
    totals = counts.sum(axis=1)
    counts = counts[totals >= 2]
    totals = totals[totals >= 2]
    values = counts.sum(axis=0)
    n = values.sum()
    if n < 2:
        return float("nan")
    observed = float((((counts @ distances) * counts).sum(axis=1) / (totals - 1)).sum() / n)
    expected = float(values @ distances @ values / (n * (n - 1)))
    return 1 - observed / expected if expected > 0 else float("nan")
