"""Rank the models of an experiment on the same test paragraphs, with intervals and paired differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from paratopic.errors import TrackingError
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.multiplicity import holm
from paratopic.evaluation.paired import paired_difference
from paratopic.tracking.search import LoggedRun, Predictions, read_predictions

VALIDATION = "validation/macro_f1"


@dataclass(frozen=True)
class Contestant:
    """One model of an experiment: its runs (a run a seed), means, interval and difference to the reference.

    `difference` is (estimate, low, high, Holm-adjusted p) or None for the reference itself and where the test
    paragraphs are not the same. `topics` maps a topic to its mean F1.
    """

    label: str
    runs: tuple[LoggedRun, ...]
    validation: float
    interval: Interval
    difference: tuple[float, float, float, float] | None
    topics: dict[str, float]
    seconds: float


@dataclass(frozen=True)
class Contest:
    """The contestants, best test score first; `chosen` is the run that `promote best` takes."""

    experiment: str
    metric: str
    reference: str
    contestants: tuple[Contestant, ...]
    chosen: LoggedRun
    documents: int
    paragraphs: int


def hold_contest(
    runs: Sequence[LoggedRun],
    *,
    experiment: str,
    metric: str = "macro_f1",
    baseline: str | None = None,
    draws: int = 1000,
) -> Contest:
    """Compare the newest run of each model, configuration and seed; differences are to `baseline` or the best.

    Raises TrackingError at an unknown metric or baseline.
    """
    groups = group_runs(runs)
    pooled = {
        label: _pool([read_predictions(run, part="test") for run in group]) for label, group in groups.items()
    }
    intervals = {label: _interval(one, metric, draws) for label, one in pooled.items()}
    order = sorted(groups, key=lambda label: -intervals[label].estimate)
    reference = _reference(baseline, order)
    differences = _differences(pooled, reference, metric, draws)
    contestants = [
        Contestant(
            label=label,
            runs=tuple(groups[label]),
            validation=_mean(groups[label], VALIDATION),
            interval=intervals[label],
            difference=differences.get(label),
            topics={topic: _mean(groups[label], f"test/f1/{topic}") for topic in pooled[label].topics},
            seconds=_mean(groups[label], "train_seconds"),
        )
        for label in order
    ]
    first = pooled[order[0]]
    documents = len(set(first.documents))
    paragraphs = len(set(first.ids))
    return Contest(experiment, metric, reference, tuple(contestants), choose(runs), documents, paragraphs)


def choose(runs: Sequence[LoggedRun]) -> LoggedRun:
    """Return the run with the best validation macro-F1; of equals the oldest. The test part has no say."""
    scored = [run for run in runs if VALIDATION in run.metrics]
    if not scored:
        raise TrackingError(f"no run has the metric {VALIDATION}; run the experiment again.")
    return max(scored, key=lambda run: (run.metrics[VALIDATION], -run.ended))


def group_runs(runs: Sequence[LoggedRun]) -> dict[str, list[LoggedRun]]:
    """Return {label: newest run of each seed}; a model with several configurations gets a label for each."""
    newest: dict[tuple[str, str, int], LoggedRun] = {}
    for run in runs:  # newest first
        newest.setdefault((run.model, _configuration(run), run.seed), run)
    by_model: dict[str, dict[str, list[LoggedRun]]] = defaultdict(lambda: defaultdict(list))
    for (model, configuration, _), run in newest.items():
        by_model[model][configuration].append(run)
    found = {}
    for model, configurations in by_model.items():
        for group in configurations.values():
            label = model if len(configurations) == 1 else f"{model} {_distinct(group[0], configurations)}"
            found[label] = sorted(group, key=lambda run: run.seed)
    return found


_SETTINGS = ("model.", "data.", "labels.", "split.", "thresholds.", "codebook")


def _configuration(run: LoggedRun) -> str:
    chosen = {k: v for k, v in run.parameters.items() if k.startswith(_SETTINGS)}
    return str(sorted(chosen.items())) + run.tags.get("data_digest", "")


def _distinct(run: LoggedRun, configurations: dict[str, list[LoggedRun]]) -> str:
    """Name what sets this configuration apart, e.g. `C=1.0`; the run's id where nothing readable does."""
    others = [group[0].parameters for group in configurations.values()]
    keys = [
        key
        for key in sorted(run.parameters)
        if key.startswith(_SETTINGS) and len({other.get(key) for other in others}) > 1
    ]
    return " ".join(f"{key.split('.')[-1]}={run.parameters[key]}" for key in keys[:3]) or run.run_id[:6]


def _pool(parts: list[Predictions]) -> Predictions:
    """Stack the seeds of one model; documents stay the clusters, so seeds don't count as new evidence."""
    first = parts[0]
    if any(part.ids != first.ids for part in parts):
        raise TrackingError("the seeds of one model were judged on different paragraphs; compare them apart.")
    return Predictions(
        ids=first.ids * len(parts),
        documents=first.documents * len(parts),
        texts=first.texts * len(parts),
        topics=first.topics,
        targets=np.concatenate([part.targets for part in parts]),
        predictions=np.concatenate([part.predictions for part in parts]),
        probabilities=np.concatenate([part.probabilities for part in parts]),
    )


def _interval(one: Predictions, metric: str, draws: int) -> Interval:
    found = bootstrap_metrics(one.targets, one.predictions, one.documents, one.topics, draws=draws)
    if metric not in found:
        raise TrackingError(f"unknown metric '{metric}', expected one of {', '.join(found)}.")
    return found[metric]


def _reference(baseline: str | None, order: list[str]) -> str:
    if baseline is None:
        return order[0]
    if baseline not in order:
        raise TrackingError(f"unknown baseline '{baseline}', expected one of {', '.join(order)}.")
    return baseline


def _differences(
    pooled: dict[str, Predictions], reference: str, metric: str, draws: int
) -> dict[str, tuple[float, float, float, float]]:
    base = pooled[reference]
    paired: dict[str, Any] = {}
    for label, one in pooled.items():
        rows = min(len(one.ids), len(base.ids))
        if label != reference and one.ids[:rows] == base.ids[:rows]:
            paired[label] = paired_difference(
                one.targets[:rows],
                one.predictions[:rows],
                base.predictions[:rows],
                one.documents[:rows],
                one.topics,
                metric=metric,
                draws=draws,
            )
    adjusted = holm([one.p_value for one in paired.values()]) if paired else []
    return {
        label: (one.difference.estimate, one.difference.low, one.difference.high, p)
        for (label, one), p in zip(paired.items(), adjusted, strict=True)
    }


def _mean(runs: Sequence[LoggedRun], metric: str) -> float:
    values = [run.metrics[metric] for run in runs if metric in run.metrics]
    return float(np.mean(values)) if values else float("nan")
