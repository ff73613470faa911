"""Intervals of the metrics of probabilities: average precision, Brier score, log loss, calibration error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.evaluation.checks import Floats, Ints, as_groups, as_labels, as_probabilities
from paratopic.evaluation.curves import bin_codes
from paratopic.evaluation.intervals import Interval
from paratopic.evaluation.resampling import BLOCK, bounds, document_draws

MEANS = ("macro_average_precision", "brier", "log_loss")
Statistic = Callable[[Floats], Floats]
"""Takes how often each document was drawn, (draws, documents); gives (draws, topics)."""


def bootstrap_probabilities(
    targets: ArrayLike,
    probabilities: ArrayLike,
    documents: Sequence[Any] | NDArray[Any],
    topics: Sequence[str],
    *,
    draws: int = 1000,
    level: float = 0.95,
    method: str = "percentile",
    seed: int = 0,
    bins: int = 10,
) -> dict[str, Interval]:
    """Return intervals of average_precision, brier, log_loss (each topic and mean) and ece (each topic).

    Documents are drawn whole. The bins of the calibration error are those of all paragraphs in every draw.
    """
    truth = as_labels(targets, topics, name="targets")
    probability = as_probabilities(probabilities, truth.shape)
    groups, count = as_groups(documents, len(truth))
    statistics = _statistics(truth, probability, groups, count, bins)
    names = [f"{name}/{topic}" for name in statistics for topic in topics]
    positives = _sums(truth.astype(np.float64), groups, count)

    def table(blocks: Iterator[Floats]) -> Floats:
        rows = []
        for block in blocks:
            each = {name: statistic(block) for name, statistic in statistics.items()}
            kept = (block @ positives > 0) | (positives.sum(axis=0) == 0)  # as in `counts.topic_mean`
            precise = (each["average_precision"] * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1)
            averages = [precise, each["brier"].mean(axis=1), each["log_loss"].mean(axis=1)]
            rows.append(np.concatenate([*each.values(), np.stack(averages, axis=1)], axis=1))
        return np.concatenate(rows)

    estimate = table(iter([np.ones((1, count))]))[0]
    values = table(document_draws(count, draws=draws, seed=seed))
    low, high = bounds(
        values, estimate, level=level, method=method, jackknife=lambda: table(_each_left_out(count))
    )
    return {
        name: Interval(float(e), float(a), float(b), level, method, draws, seed)
        for name, e, a, b in zip([*names, *MEANS], estimate, low, high, strict=True)
    }


def _each_left_out(documents: int) -> Iterator[Floats]:
    everything = np.eye(documents)
    for start in range(0, documents, BLOCK):
        yield 1.0 - everything[start : start + BLOCK]


def _statistics(
    targets: Ints, probabilities: Floats, groups: Ints, documents: int, bins: int
) -> dict[str, Statistic]:
    eps = np.finfo(np.float64).eps
    clipped = np.clip(probabilities, eps, 1 - eps)
    losses = -np.log(np.where(targets == 1, clipped, 1 - clipped))
    columns = list(zip(targets.T, probabilities.T, strict=True))
    precise = [_average_precision(y, p, groups) for y, p in columns]
    calibrated = [_calibration_error(y, p, groups, documents, bins) for y, p in columns]
    return {
        "average_precision": lambda drawn: np.stack([one(drawn) for one in precise], axis=1),
        "brier": _mean((probabilities - targets) ** 2, groups, documents),
        "log_loss": _mean(losses, groups, documents),
        "ece": lambda drawn: np.stack([one(drawn) for one in calibrated], axis=1),
    }


def _sums(values: Floats, groups: Ints, documents: int) -> Floats:
    """Sum (paragraphs, columns) within documents."""
    found = np.zeros((documents, values.shape[1]))
    np.add.at(found, groups, values)
    return found


def _mean(values: Floats, groups: Ints, documents: int) -> Statistic:
    sums = _sums(values, groups, documents)
    sizes = np.bincount(groups, minlength=documents).astype(np.float64)
    return lambda drawn: np.asarray((drawn @ sums) / (drawn @ sizes)[:, None], dtype=np.float64)


def _calibration_error(
    targets: Ints, probabilities: Floats, groups: Ints, documents: int, bins: int
) -> Statistic:
    code = bin_codes(probabilities, bins)
    inside = (code[:, None] == np.arange(bins)).astype(np.float64)
    gaps = _sums(inside * (targets - probabilities)[:, None], groups, documents)
    sizes = np.bincount(groups, minlength=documents).astype(np.float64)
    return lambda drawn: np.asarray(np.abs(drawn @ gaps).sum(axis=1) / (drawn @ sizes), dtype=np.float64)


def _average_precision(targets: Ints, probabilities: Floats, groups: Ints) -> Statistic:
    """Sum each positive's share of recall times the precision at the end of its run of equal scores."""
    order = np.argsort(-probabilities, kind="stable")
    ranked, document = probabilities[order], groups[order]
    positive = np.flatnonzero(targets[order])
    last = np.searchsorted(-ranked, -ranked[positive], side="right") - 1
    last_positive = np.searchsorted(positive, last, side="right") - 1

    def statistic(drawn: Floats) -> Floats:
        if not len(positive):
            return np.zeros(len(drawn))
        taken = np.cumsum(drawn[:, document], axis=1)[:, last]
        weight = drawn[:, document[positive]]
        true = np.cumsum(weight, axis=1)
        precision = np.divide(true[:, last_positive], taken, out=np.zeros_like(taken), where=taken > 0)
        total = true[:, -1]
        summed = (weight * precision).sum(axis=1)
        share = np.divide(summed, total, out=np.zeros_like(summed), where=total > 0)
        return np.asarray(share, dtype=np.float64)

    return statistic
