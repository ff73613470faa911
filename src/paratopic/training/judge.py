"""Judge decisions against gold labels: every metric, with an interval over documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.metrics import evaluate
from paratopic.training.settings import Judging


@dataclass(frozen=True)
class Decided:
    """Paragraphs with probabilities and 0/1 predictions, both (n, k)."""

    examples: Examples
    probabilities: NDArray[np.float64]
    predictions: NDArray[np.int64]


@dataclass(frozen=True)
class Judged(Decided):
    """One part judged: metrics by name, intervals by metric."""

    metrics: dict[str, float]
    intervals: dict[str, Interval]


def judge(
    examples: Examples,
    probabilities: NDArray[np.float64],
    predictions: NDArray[np.int64],
    settings: Judging,
) -> Judged:
    """Return the metrics and intervals of these decisions on `examples`."""
    metrics = evaluate(examples.targets, predictions, probabilities, examples.topics, bins=settings.bins)
    intervals = bootstrap_metrics(
        examples.targets,
        predictions,
        examples.documents,
        examples.topics,
        draws=settings.draws,
        level=settings.level,
        method=settings.method,
        seed=settings.seed,
    )
    return Judged(examples, probabilities, predictions, metrics, intervals)
