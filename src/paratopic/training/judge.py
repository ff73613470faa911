"""Judge decisions against gold labels: every metric, with an interval over documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.metrics import evaluate
from paratopic.evaluation.probability_intervals import bootstrap_probabilities
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
    """Return the metrics and intervals of these decisions on `examples`; no intervals where `draws` is 0."""
    metrics = evaluate(examples.targets, predictions, probabilities, examples.topics, bins=settings.bins)
    if not settings.draws:
        return Judged(examples, probabilities, predictions, metrics, {})
    sample = (examples.documents, examples.topics)
    options: dict[str, Any] = {
        "draws": settings.draws,
        "level": settings.level,
        "method": settings.method,
        "seed": settings.seed,
    }
    intervals = {
        **bootstrap_metrics(examples.targets, predictions, *sample, **options),
        **bootstrap_probabilities(examples.targets, probabilities, *sample, **options, bins=settings.bins),
    }
    return Judged(examples, probabilities, predictions, metrics, intervals)
