"""The method of one run, in order: hold out, calibrate, choose thresholds, fit, judge."""

from __future__ import annotations

import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.table import build_model
from paratopic.codebook import Codebook
from paratopic.dataset.examples import Examples
from paratopic.dataset.partition import Partition
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.crossfit import cross_fitted
from paratopic.models.protocol import FitContext
from paratopic.training.fit_all import fitted_on_all
from paratopic.training.held_out import HeldOut, hold_out
from paratopic.training.judge import Decided, Judged, judge
from paratopic.training.settings import Decisions, Judging


@dataclass(frozen=True)
class Trained:
    """One run's outcome: the classifier, the judged parts by name, figures of the fit, warnings in words.

    `classifier` is kept; `tested` is what the test part judged, the same one unless all documents were fitted.
    `held_out` are the paragraphs whose scores chose calibrators and thresholds, with the labels trained on,
    decided by calibrators and thresholds of other documents.
    """

    classifier: SavedClassifier
    tested: SavedClassifier
    parts: dict[str, Judged]
    diagnostics: dict[str, float]
    history: list[dict[str, float]]
    warnings: tuple[str, ...]
    held_out: Decided


def train(
    name: str,
    parameters: Mapping[str, Any],
    partition: Partition,
    *,
    decisions: Decisions,
    judging: Judging,
    seed: int,
    codebook: Codebook | None,
    provenance: Mapping[str, Any],
    fit_all: bool = False,
) -> Trained:
    """Train and judge one model; deterministic under `seed`. Raises ModelError, DatasetError, ConfigError.

    With `fit_all` the classifier that is kept learns from the test documents too, after they have judged it;
    external sets are judged by what is kept.
    """
    started = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        context = FitContext(seed=seed, codebook=codebook, examples=partition.examples)
        build = partial(build_model, name, parameters)
        held_out = hold_out(build, partition, context, folds=decisions.folds, chosen=decisions.chosen)
        topics, truth = partition.train.topics, held_out.examples.targets
        calibrators = fit_calibrators(decisions.calibration, held_out.scores, truth, topics)
        thresholds = decisions.thresholds(calibrators(held_out.scores), truth, topics)
        tested = SavedClassifier(name, held_out.model, topics, calibrators, thresholds, provenance)
        kept = tested
        if fit_all:
            model = fitted_on_all(build, held_out.model, partition, context)
            kept = replace(tested, model=model)
        seconds = time.perf_counter() - started
        decided = _decide_held_out(held_out, decisions)
    with warnings.catch_warnings(record=True) as about:
        warnings.simplefilter("always")
        parts = {"validation": _judge_validation(decided, partition, judging)}
    said = [*sentences(caught), *(f"validation: {one}" for one in sentences(about))]
    judged = [("test", tested, partition.test), *((part, kept, one) for part, one in _external(partition))]
    for part, classifier, examples in judged:
        with warnings.catch_warnings(record=True) as about:
            warnings.simplefilter("always")
            parts[part] = judge_classifier(classifier, examples, judging)
        said += [f"{part}: {one}" for one in sentences(about)]
    figures = {**held_out.model.diagnostics(), "train_seconds": seconds}
    history = list(getattr(held_out.model, "history", []))
    return Trained(kept, tested, parts, figures, history, tuple(said), decided)


def judge_classifier(classifier: SavedClassifier, examples: Examples, judging: Judging) -> Judged:
    """Return the classifier's decisions on `examples`, judged."""
    probabilities, thresholds = classifier.probabilities(examples.texts), classifier.thresholds
    undecided = thresholds.undecided(probabilities) if thresholds.bands else None
    return judge(examples, probabilities, thresholds.apply(probabilities), judging, undecided=undecided)


def _decide_held_out(held_out: HeldOut, decisions: Decisions) -> Decided:
    """Decide the held-out paragraphs by calibrators and thresholds chosen on other documents."""
    found = cross_fitted(
        held_out.scores,
        held_out.examples.targets,
        held_out.folds,
        held_out.examples.topics,
        calibration=decisions.calibration,
        tune=decisions.thresholds,
    )
    undecided = found.undecided if decisions.abstain else None
    return Decided(held_out.examples, found.probabilities, found.predictions, undecided=undecided)


def _judge_validation(decided: Decided, partition: Partition, judging: Judging) -> Judged:
    """Judge the validation paragraphs: the same ones for every model, however its held-out scores came about."""
    row = {key: index for index, key in enumerate(decided.examples.ids)}
    rows = np.array([row[key] for key in partition.gold_validation.ids], dtype=np.intp)
    undecided = None if decided.undecided is None else decided.undecided[rows]
    probabilities, predictions = decided.probabilities[rows], decided.predictions[rows]
    return judge(partition.gold_validation, probabilities, predictions, judging, undecided=undecided)


def _external(partition: Partition) -> list[tuple[str, Examples]]:
    return [(f"external/{name}", examples) for name, examples in partition.external.items()]


def sentences(caught: list[warnings.WarningMessage]) -> tuple[str, ...]:
    """Return paratopic's own warnings once each; what libraries warn of is not the user's business."""
    from paratopic.errors import ParatopicWarning

    found = [str(one.message) for one in caught if issubclass(one.category, ParatopicWarning)]
    return tuple(dict.fromkeys(found))
