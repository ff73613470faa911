"""Decide each paragraph by calibrators and thresholds that never saw its document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import DatasetError
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.checks import Floats, Ints, as_groups, as_labels, as_scores
from paratopic.evaluation.thresholds import Thresholds, fixed_thresholds


@dataclass(frozen=True, slots=True)
class CrossFitted:
    """Probabilities, 0/1 decisions and what is undecided, (paragraphs, topics), and each paragraph's fold."""

    probabilities: Floats
    predictions: Ints
    folds: Ints
    undecided: NDArray[np.bool_]


def random_folds(documents: Sequence[object] | NDArray[np.generic], *, folds: int, seed: int) -> Ints:
    """Deal whole documents into folds at random; sizes differ by at most one document."""
    groups, count = as_groups(documents, len(documents))
    if not 2 <= folds <= count:
        raise DatasetError(f"expected 2 to {count} folds (one document each at least), found {folds}.")
    dealt = np.random.default_rng(seed).permutation(np.arange(count) % folds)
    return np.asarray(dealt[groups], dtype=np.int64)


def cross_fitted(
    scores: ArrayLike,
    targets: ArrayLike,
    folds: ArrayLike,
    topics: Sequence[str],
    *,
    calibration: str,
    tune: Callable[[Floats, Ints, Sequence[str]], Thresholds] | None,
) -> CrossFitted:
    """Calibrate and choose thresholds on all other folds, then decide each fold.

    `scores` are out-of-fold raw scores. Metrics of these decisions may choose between models: unlike
    thresholds tuned and judged on the same scores they are not optimistic. `tune` takes probabilities,
    targets and topics (a partial of `tune_thresholds`); None means 0.5 throughout.
    """
    truth = as_labels(targets, topics, name="targets")
    raw = as_scores(scores, truth.shape)
    fold = np.asarray(folds, dtype=np.int64)
    if fold.shape != (len(truth),) or len(np.unique(fold)) < 2:
        raise DatasetError(f"expected a fold for each of {len(truth)} paragraphs, at least 2 folds.")
    probabilities, predictions = np.zeros(raw.shape), np.zeros(raw.shape, dtype=np.int64)
    undecided = np.zeros(raw.shape, dtype=bool)
    for one in np.unique(fold):
        inside = fold == one
        calibrate = fit_calibrators(calibration, raw[~inside], truth[~inside], topics)
        thresholds = (
            tune(calibrate(raw[~inside]), truth[~inside], topics) if tune else fixed_thresholds(topics)
        )
        probabilities[inside] = calibrate(raw[inside])
        predictions[inside] = thresholds.apply(probabilities[inside])
        undecided[inside] = thresholds.undecided(probabilities[inside])
    return CrossFitted(probabilities, predictions, fold, undecided)
