"""Judge decisions against gold labels: every metric, with an interval over documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.metrics import decided_metrics, evaluate
from paratopic.evaluation.probability_intervals import bootstrap_probabilities
from paratopic.training.settings import Judging


@dataclass(frozen=True)
class Decided:
    """Paragraphs with probabilities and 0/1 predictions, both (n, k); `undecided` None where nothing may be."""

    examples: Examples
    probabilities: NDArray[np.float64]
    predictions: NDArray[np.int64]
    undecided: NDArray[np.bool_] | None = field(default=None, kw_only=True)


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
    *,
    undecided: NDArray[np.bool_] | None = None,
) -> Judged:
    """Return the metrics and intervals of these decisions on `examples`; no intervals where `draws` is 0.

    All metrics are of full decisions; with `undecided` those of the decided rest join them as `decided/...`.
    """
    metrics = evaluate(examples.targets, predictions, probabilities, examples.topics, bins=settings.bins)
    if undecided is not None:
        metrics |= decided_metrics(examples.targets, predictions, undecided, examples.topics)
    if not settings.draws:
        return Judged(examples, probabilities, predictions, metrics, {}, undecided=undecided)
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
    if undecided is not None:
        rest = bootstrap_metrics(examples.targets * ~undecided, predictions * ~undecided, *sample, **options)
        intervals |= {f"decided/{name}": rest[name] for name in ("macro_f1",)}
    return Judged(examples, probabilities, predictions, metrics, intervals, undecided=undecided)
