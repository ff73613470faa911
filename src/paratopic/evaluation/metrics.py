"""Every number a run reports, under stable names without a prefix (`macro_f1`, `f1/<topic>`, `brier`)."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import ParatopicWarning
from paratopic.evaluation.checks import Floats, Ints, as_labels, as_probabilities
from paratopic.evaluation.counts import paragraph_counts, scores, total
from paratopic.evaluation.curves import average_precision, calibration_error


def evaluate(
    targets: ArrayLike,
    predictions: ArrayLike,
    probabilities: ArrayLike,
    topics: Sequence[str],
    *,
    bins: int = 10,
) -> dict[str, float]:
    """Return all metrics of predictions (0/1) and probabilities against targets, each (paragraphs, topics).

    Ratios 0/0 count as 0; topics without positives are counted and a ParatopicWarning names them.
    """
    truth = as_labels(targets, topics, name="targets")
    decided = as_labels(predictions, topics, name="predictions")
    probability = as_probabilities(probabilities, truth.shape)
    warn_without_positives(truth, topics)
    counted = scores(total(paragraph_counts(truth, decided)), topics)
    result = {name: float(value) for name, value in counted.items()}
    for name, values in _by_topic(truth, probability, bins).items():
        result |= {f"{name}/{topic}": float(v) for topic, v in zip(topics, values, strict=True)}
    for name, mean in (
        ("average_precision", "macro_average_precision"),
        ("brier", "brier"),
        ("log_loss", "log_loss"),
    ):
        result[mean] = float(np.mean([result[f"{name}/{topic}"] for topic in topics]))
    result["topics_without_positives"] = float((truth.sum(axis=0) == 0).sum())
    return result


def decided_metrics(
    targets: ArrayLike, predictions: ArrayLike, undecided: NDArray[np.bool_], topics: Sequence[str]
) -> dict[str, float]:
    """Return `coverage` (the share of decisions taken) and `decided/macro_f1`, each also by topic.

    What is undecided counts neither as found nor as missed (the risk of a selective classifier at its coverage;
    El-Yaniv and Wiener 2010).
    """
    truth, decided = (
        np.where(undecided, 0, as_labels(one, topics, name="labels")) for one in (targets, predictions)
    )
    counted = scores(total(paragraph_counts(truth, decided)), topics)
    coverage = 1 - undecided.mean(axis=0)
    names = ("macro_f1", *(f"f1/{topic}" for topic in topics))
    return {
        "coverage": float(coverage.mean()),
        **{f"coverage/{topic}": float(one) for topic, one in zip(topics, coverage, strict=True)},
        **{f"decided/{name}": float(counted[name]) for name in names},
    }


def warn_without_positives(targets: Ints, topics: Sequence[str]) -> None:
    """Warn of topics that no paragraph has: their F1, recall and average precision are 0 by convention."""
    empty = [topic for topic, n in zip(topics, targets.sum(axis=0), strict=True) if n == 0]
    if empty:
        warnings.warn(
            f"no positive paragraph for {', '.join(empty)}: F1, recall and average precision count as 0 "
            "there, and in the macro averages.",
            ParatopicWarning,
            stacklevel=3,
        )


def _by_topic(targets: Ints, probabilities: Floats, bins: int) -> dict[str, Sequence[float] | Floats]:
    columns = list(zip(targets.T, probabilities.T, strict=True))
    eps = np.finfo(np.float64).eps
    clipped = np.clip(probabilities, eps, 1 - eps)
    likelihood = np.where(targets == 1, clipped, 1 - clipped)
    return {
        "average_precision": [average_precision(y, p) for y, p in columns],
        "brier": ((probabilities - targets) ** 2).mean(axis=0),
        "log_loss": -np.log(likelihood).mean(axis=0),
        "ece": [calibration_error(y, p, bins=bins) for y, p in columns],
        "prevalence": targets.mean(axis=0),
        "support": targets.sum(axis=0).astype(np.float64),
    }
