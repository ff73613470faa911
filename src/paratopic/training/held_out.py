"""Scores of paragraphs that the scoring model never saw: the only ground for thresholds and choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples, join
from paratopic.dataset.partition import Partition
from paratopic.dataset.splits import document_folds
from paratopic.models.protocol import FitContext, Model, Refitted, Scores


@dataclass(frozen=True)
class HeldOut:
    """Held-out `scores` (n, k) of `examples`, their `folds`, and the model fitted for use."""

    examples: Examples
    scores: Scores
    folds: NDArray[np.intp]
    model: Model


def hold_out(
    build: Callable[[], Model], partition: Partition, context: FitContext, *, folds: int, chosen: bool = True
) -> HeldOut:
    """Fit the model as its kind asks: once a fold and then on all, or once with validation paragraphs.

    Where nothing is `chosen` on the scores (fixed thresholds, no calibration), two fits do for the first kind:
    one on the training part, which scores the validation part, and one on both, which is used.
    """
    if build().selection == "validation":
        return _by_validation(build(), partition, context, folds)
    if not chosen:
        scores = build().fit(partition.train, context).scores(partition.validation.texts)
        fitted = build().fit(join(partition.train, partition.validation), context)
        return HeldOut(partition.validation, scores, _folds(partition.validation, folds), fitted)
    return _out_of_fold(build, partition, context, folds)


def _by_validation(model: Model, partition: Partition, context: FitContext, folds: int) -> HeldOut:
    validation = partition.validation
    fitted = model.fit(partition.train, replace(context, validation=validation))
    number = _folds(validation, folds)
    if isinstance(fitted, Refitted):
        return HeldOut(validation, fitted.validation_scores(), number, fitted)
    return HeldOut(validation, fitted.scores(validation.texts), number, fitted)


def _out_of_fold(
    build: Callable[[], Model], partition: Partition, context: FitContext, folds: int
) -> HeldOut:
    development = join(partition.train, partition.validation)
    number = _folds(development, folds)
    scores = np.zeros(development.targets.shape)
    for fold in np.unique(number):
        inside = np.flatnonzero(number == fold)
        outside = np.flatnonzero(number != fold)
        fitted = build().fit(development.take(outside), context)
        scores[inside] = fitted.scores([development.texts[i] for i in inside])
    return HeldOut(development, scores, number, build().fit(development, context))


def _folds(examples: Examples, folds: int) -> NDArray[np.intp]:
    count = min(folds, len(set(examples.documents)))
    return document_folds(examples.documents, examples.targets, folds=count, seed=0)
