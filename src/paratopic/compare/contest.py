"""Rank models on the same test paragraphs, with intervals and paired differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from paratopic.compare.groups import VALIDATION, choose, group_runs
from paratopic.errors import TrackingError
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.multiplicity import holm
from paratopic.evaluation.paired import mcnemar_exact, paired_difference
from paratopic.tracking.predictions import Predictions, read_predictions
from paratopic.tracking.search import LoggedRun

LEVEL = 0.95
Difference = tuple[float, float, float, float]


@dataclass(frozen=True)
class Contestant:
    """One model: its runs (a run a seed), means, interval and difference to the reference.

    `difference` is (estimate, low, high, Holm-adjusted p) or None for the reference itself and where the test
    paragraphs are not the same. `topics` maps a topic to its mean F1. `seconds` (training), `speed`
    (paragraphs a second) and `megabytes` (of the bundle) are means over seeds, nan where unknown. `mcnemar`
    is McNemar's exact p, after Holm, on the paragraphs decided wholly right (first seed; it takes paragraphs
    as independent).
    """

    label: str
    runs: tuple[LoggedRun, ...]
    validation: float
    interval: Interval
    difference: Difference | None
    topics: dict[str, float]
    seconds: float
    speed: float = float("nan")
    megabytes: float = float("nan")
    mcnemar: float = float("nan")


@dataclass(frozen=True)
class Contest:
    """The contestants, best test score first; `chosen` is the run that `promote best` takes.

    `judged` maps a label to its test predictions, the seeds stacked; `failed` names runs that are missing here.
    """

    experiment: str
    metric: str
    reference: str
    contestants: tuple[Contestant, ...]
    chosen: LoggedRun
    documents: int
    paragraphs: int
    judged: Mapping[str, Predictions] = field(default_factory=dict, repr=False)
    failed: tuple[str, ...] = ()

    @property
    def topics(self) -> list[str]:
        """Return every topic that any contestant has, in order."""
        return list(dict.fromkeys(topic for one in self.contestants for topic in one.topics))


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
    intervals = {label: _interval(groups[label], one, metric, draws) for label, one in pooled.items()}
    order = sorted(groups, key=lambda label: -intervals[label].estimate)
    reference = _reference(baseline, order, groups)
    differences = _differences(pooled, reference, metric, draws)
    exact = _mcnemar({label: pooled[label] for label in (reference, *differences)}, reference)
    contestants = tuple(
        replace(
            _contestant(label, groups[label], pooled[label], intervals[label], differences.get(label)),
            mcnemar=exact.get(label, float("nan")),
        )
        for label in order
    )
    first = pooled[order[0]]
    return Contest(
        experiment=experiment,
        metric=metric,
        reference=reference,
        contestants=contestants,
        chosen=choose(runs),
        documents=len(set(first.documents)),
        paragraphs=len(set(first.ids)),
        judged={label: pooled[label] for label in order},
    )


def _contestant(
    label: str,
    runs: Sequence[LoggedRun],
    pooled: Predictions,
    interval: Interval,
    difference: Difference | None,
) -> Contestant:
    return Contestant(
        label=label,
        runs=tuple(runs),
        validation=_mean(runs, VALIDATION),
        interval=interval,
        difference=difference,
        topics={topic: _mean(runs, f"test/f1/{topic}") for topic in pooled.topics},
        seconds=_mean(runs, "train_seconds"),
        speed=_mean(runs, "paragraphs_per_second"),
        megabytes=_mean(runs, "bundle_megabytes"),
    )


def _pool(parts: list[Predictions]) -> Predictions:
    """Stack the seeds of one model; documents stay the clusters, so seeds don't count as new evidence."""
    first = parts[0]
    if len(parts) == 1:
        return first
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


def _interval(runs: Sequence[LoggedRun], one: Predictions, metric: str, draws: int) -> Interval:
    """Return the interval of a run as it was logged, with as many draws; else it is drawn here."""
    logged = runs[0].metrics
    names = [f"test/{metric}{end}" for end in ("", "_low", "_high")]
    asked = runs[0].parameters
    same = float(asked.get("evaluation.level", 0)) == LEVEL and int(asked.get("evaluation.draws", 0)) >= draws
    if len(runs) == 1 and same and all(name in logged for name in names):
        method, seed = asked.get("evaluation.method", "percentile"), int(asked.get("evaluation.seed", 0))
        value, low, high = (logged[name] for name in names)
        return Interval(value, low, high, LEVEL, method, draws, seed)
    found = bootstrap_metrics(one.targets, one.predictions, one.documents, one.topics, draws=draws)
    if metric not in found:
        raise TrackingError(f"unknown metric '{metric}', expected one of {', '.join(found)}.")
    return found[metric]


def _reference(baseline: str | None, order: list[str], groups: Mapping[str, Sequence[LoggedRun]]) -> str:
    if baseline is None:
        return order[0]
    if baseline in order:
        return baseline
    for label, runs in groups.items():
        if any(run.run_id.startswith(baseline) for run in runs):
            return label
    raise TrackingError(f"unknown baseline '{baseline}', expected one of {', '.join(order)}.")


def _differences(
    pooled: dict[str, Predictions], reference: str, metric: str, draws: int
) -> dict[str, Difference]:
    base = pooled[reference]
    paired: dict[str, Any] = {}
    for label, one in pooled.items():
        rows = min(len(one.ids), len(base.ids))
        if label != reference and one.topics == base.topics and one.ids[:rows] == base.ids[:rows]:
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


def _mcnemar(pooled: Mapping[str, Predictions], reference: str) -> dict[str, float]:
    """Return Holm-adjusted p-values to the reference; each paragraph counts once, seeds add nothing."""
    count = len(set(pooled[reference].ids))
    right = {
        label: (one.targets[:count] == one.predictions[:count]).all(axis=1) for label, one in pooled.items()
    }
    others = [label for label in pooled if label != reference]
    return dict(
        zip(others, holm([mcnemar_exact(right[one], right[reference]) for one in others]), strict=True)
    )


def _mean(runs: Sequence[LoggedRun], metric: str) -> float:
    values = [run.metrics[metric] for run in runs if metric in run.metrics]
    return float(np.mean(values)) if values else float("nan")
