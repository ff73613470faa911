"""Intervals by bootstrap over documents: paragraphs of one document are alike, so it is drawn whole."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import ParatopicWarning
from paratopic.evaluation.checks import Floats, as_groups, as_labels
from paratopic.evaluation.counts import Absent, Counts, absent_topics, document_counts, scores, total
from paratopic.evaluation.resampling import bounds, document_draws

FEW_DOCUMENTS = 5


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its confidence interval, and how that was made."""

    estimate: float
    low: float
    high: float
    level: float
    method: str
    draws: int
    seed: int


def bootstrap_metrics(
    targets: ArrayLike,
    predictions: ArrayLike,
    documents: Sequence[Any] | NDArray[Any],
    topics: Sequence[str],
    *,
    draws: int = 1000,
    level: float = 0.95,
    method: str = "percentile",
    seed: int = 0,
) -> dict[str, Interval]:
    """Return an interval for every count metric of `counts.scores`.

    Each draw sums the documents' counts, so that its cost does not depend on the number of paragraphs. Macro
    averages of a draw pass over topics whose positives it has all lost (`counts.topic_mean`).
    A topic with positives in fewer than five documents gives a ParatopicWarning.
    """
    truth = as_labels(targets, topics, name="targets")
    decided = as_labels(predictions, topics, name="predictions")
    groups, count = as_groups(documents, len(truth))
    each = document_counts(truth, decided, groups, count)
    warn_few_documents(each, topics)
    names, estimate = _table(total(each), topics)
    absent = absent_topics(total(each))
    blocks = [
        _table(Counts.from_matrix(drawn @ each.matrix()), topics, absent)[1]
        for drawn in document_draws(count, draws=draws, seed=seed)
    ]

    def jackknife() -> Floats:
        everything = total(each).matrix()
        return _table(Counts.from_matrix(everything - each.matrix()), topics, absent)[1]

    low, high = bounds(np.concatenate(blocks), estimate, level=level, method=method, jackknife=jackknife)
    return {
        name: Interval(float(e), float(a), float(b), level, method, draws, seed)
        for name, e, a, b in zip(names, estimate, low, high, strict=True)
    }


def bootstrap_statistic(
    statistic: Callable[[Floats], float],
    documents: Sequence[Any] | NDArray[Any],
    *,
    draws: int = 1000,
    level: float = 0.95,
    method: str = "percentile",
    seed: int = 0,
) -> Interval:
    """Return an interval for any statistic of paragraph weights (n,): average precision, calibration error.

    `statistic` gets how often each paragraph was drawn; all ones give the estimate.
    """
    groups, count = as_groups(documents, len(documents))
    estimate = statistic(np.ones(len(groups)))
    values = [
        statistic(weights[groups])
        for block in document_draws(count, draws=draws, seed=seed)
        for weights in block
    ]

    def jackknife() -> Floats:
        return np.array([[statistic((groups != left_out).astype(np.float64))] for left_out in range(count)])

    low, high = bounds(
        np.array(values)[:, None], np.array([estimate]), level=level, method=method, jackknife=jackknife
    )
    return Interval(float(estimate), float(low[0]), float(high[0]), level, method, draws, seed)


def warn_few_documents(each: Counts, topics: Sequence[str]) -> None:
    """Warn of topics whose positives come from so few documents that resampling says little."""
    having = ((each.tp + each.fn) > 0).sum(axis=0)
    for topic, n in zip(topics, having, strict=True):
        if n < FEW_DOCUMENTS:
            warnings.warn(
                f"topic {topic} has positive paragraphs in {int(n)} of {len(each.size)} documents; "
                "its interval rests on too few to be trusted.",
                ParatopicWarning,
                stacklevel=3,
            )


def _table(counts: Counts, topics: Sequence[str], absent: Absent = None) -> tuple[list[str], Floats]:
    found = scores(counts, topics, absent=absent)
    return list(found), np.stack(list(found.values()), axis=-1)
