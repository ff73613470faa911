"""Intervals by bootstrap over documents: paragraphs of a document are not independent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def resamples(clusters: NDArray[np.intp], *, draws: int, seed: int) -> list[NDArray[np.intp]]:
    """Return `draws` lists of row numbers, each of as many documents drawn with replacement as there are."""
    random = np.random.default_rng(seed)
    size = int(clusters.max()) + 1
    members = [np.flatnonzero(clusters == number) for number in range(size)]
    return [
        np.concatenate([members[number] for number in random.integers(size, size=size)]) for _ in range(draws)
    ]


def interval(
    statistic: Callable[[NDArray[np.intp]], float], rows: list[NDArray[np.intp]], *, level: float
) -> tuple[float, float]:
    """Return the percentile interval of a statistic of rows; nan where no resample defines it."""
    values = np.array([statistic(chosen) for chosen in rows])
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
