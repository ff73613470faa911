"""What the parent run says of its children."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

HEADLINE = "test/macro_f1"
SUMMARISED = ("validation/macro_f1", HEADLINE)


def summarise(runs: Iterable[tuple[str, Mapping[str, float]]]) -> dict[str, float]:
    """Return for each model the mean and, with several seeds, the spread (sd) of its headline metrics.

    `runs` are pairs of a model's name and its metrics. `best/...` is the run with the best validation score.
    """
    by_model: dict[str, list[Mapping[str, float]]] = {}
    for model, metrics in runs:
        by_model.setdefault(model, []).append(metrics)
    found: dict[str, float] = {}
    for model, each in by_model.items():
        for metric in SUMMARISED:
            values = [metrics[metric] for metrics in each if metric in metrics]
            found.update(_mean_and_spread(f"{model}/{metric}", values))
        found.update(_interval(model, each))
    return {**found, **_best([metrics for each in by_model.values() for metrics in each])}


def _mean_and_spread(name: str, values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    found = {name: float(np.mean(values))}
    if len(values) > 1:
        found[f"{name}_sd"] = float(np.std(values, ddof=1))
    return found


def _interval(model: str, runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean ends, over seeds, of the test intervals over documents."""
    names = [f"{HEADLINE}_{end}" for end in ("low", "high")]
    if not all(name in run for run in runs for name in names):
        return {}
    return {f"{model}/{name}": float(np.mean([run[name] for run in runs])) for name in names}


def _best(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    scored = [metrics for metrics in runs if SUMMARISED[0] in metrics]
    if not scored:
        return {}
    best = max(scored, key=lambda metrics: metrics[SUMMARISED[0]])
    return {metric: best[metric] for metric in SUMMARISED if metric in best}
