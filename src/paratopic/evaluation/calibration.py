"""Fit calibrators on out-of-fold or validation scores, one for each topic."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from paratopic.errors import ConfigError, ParatopicWarning
from paratopic.evaluation.calibrators import (
    Beta,
    Calibrator,
    Sigmoid,
    Steps,
    beta_features,
    calibrator_from_dict,
)
from paratopic.evaluation.checks import Floats, Ints, as_labels, as_scores
from paratopic.evaluation.logistic import fit_logistic, smoothed

MINIMUM = {"isotonic": 30, "beta": 10, "platt": 3, "temperature": 1, "none": 0}
"""How many positives, and how many negatives, a method needs; with fewer the next one is used."""


@dataclass(frozen=True, slots=True)
class Calibrators:
    """One calibrator a topic."""

    topics: tuple[str, ...]
    each: tuple[Calibrator, ...]

    def __call__(self, scores: ArrayLike) -> Floats:
        """Return probabilities for raw scores of shape (paragraphs, topics)."""
        raw = np.asarray(scores, dtype=np.float64)
        checked = as_scores(raw, (len(raw), len(self.topics)))
        columns = [calibrate(column) for calibrate, column in zip(self.each, checked.T, strict=True)]
        return np.column_stack(columns) if len(raw) else np.zeros((0, len(self.topics)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values by topic; `from_dict` undoes it."""
        return {topic: one.to_dict() for topic, one in zip(self.topics, self.each, strict=True)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Calibrators:
        """Read what `to_dict` wrote; raise BundleError on anything else."""
        return cls(tuple(data), tuple(calibrator_from_dict(value) for value in data.values()))


def fit_calibrators(method: str, scores: ArrayLike, targets: ArrayLike, topics: Sequence[str]) -> Calibrators:
    """Fit one calibrator a topic on raw scores (log-odds scale) and targets, both (paragraphs, topics)."""
    truth = as_labels(targets, topics, name="targets")
    raw = as_scores(scores, truth.shape)
    fitted = [
        fit_calibrator(method, s, y, topic=topic) for topic, s, y in zip(topics, raw.T, truth.T, strict=True)
    ]
    return Calibrators(tuple(topics), tuple(fitted))


def fit_calibrator(method: str, scores: ArrayLike, targets: ArrayLike, *, topic: str = "topic") -> Calibrator:
    """Fit one topic's calibrator; a ParatopicWarning says so where positives are too few for `method`.

    Methods: platt (with Platt's target smoothing), temperature, beta, isotonic, none (the plain sigmoid).
    """
    check_calibration(method)
    truth = as_labels(np.asarray(targets)[:, None], [topic], name="targets")[:, 0]
    raw = as_scores(scores, truth.shape)
    used = _affordable(method, truth, topic)
    return _FITS[used](raw, truth)


def check_calibration(method: str) -> None:
    """Raise ConfigError at a method that there is not."""
    if method not in MINIMUM:
        raise ConfigError(
            f"expected thresholds.calibration to be one of {', '.join(MINIMUM)}, found {method!r}."
        )


def _affordable(method: str, targets: Ints, topic: str) -> str:
    rarer = int(min(targets.sum(), len(targets) - targets.sum()))
    order = list(MINIMUM)
    used = next(name for name in order[order.index(method) :] if rarer >= MINIMUM[name])
    if used != method:
        side = "positive" if targets.mean() <= 0.5 else "negative"
        warnings.warn(
            f"topic {topic}: {method} calibration needs {MINIMUM[method]} positive and as many negative "
            f"paragraphs, found {rarer} {side}; {used} is used.",
            ParatopicWarning,
            stacklevel=4,
        )
    return used


def _fit_platt(scores: Floats, targets: Ints) -> Calibrator:
    features = np.column_stack([scores, np.ones(len(scores))])
    slope, intercept = fit_logistic(features, smoothed(targets))
    return Sigmoid(float(slope), float(intercept), "platt")


def _fit_temperature(scores: Floats, targets: Ints) -> Calibrator:
    (slope,) = fit_logistic(scores[:, None], smoothed(targets))
    return Sigmoid(float(slope), 0.0, "temperature")


def _fit_beta(scores: Floats, targets: Ints) -> Calibrator:
    """Fit all three coefficients; drop one that comes out negative, as the method's authors do."""
    features, soft = beta_features(scores), smoothed(targets)
    kept = [0, 1, 2]
    found = fit_logistic(features, soft)
    if found[:2].min() < 0:
        kept.remove(int(np.argmin(found[:2])))
        found = fit_logistic(features[:, kept], soft)
    full = np.zeros(3)
    full[kept] = found
    full[:2] = np.maximum(full[:2], 0)
    return Beta(float(full[0]), float(full[1]), float(full[2]))


def _fit_isotonic(scores: Floats, targets: Ints) -> Calibrator:
    """Pool adjacent violators; ends are kept off 0 and 1 by 1/(n + 2), so that the log loss stays finite."""
    from scipy.optimize import isotonic_regression

    knots, inverse = np.unique(scores, return_inverse=True)
    size = np.bincount(inverse).astype(np.float64)
    share = np.bincount(inverse, weights=targets.astype(np.float64)) / size
    fitted = isotonic_regression(share, weights=size).x
    edge = 1 / (len(scores) + 2)
    values = np.clip(fitted, edge, 1 - edge)
    corner = np.ones(len(knots), dtype=bool)
    corner[1:-1] = (values[1:-1] != values[:-2]) | (values[1:-1] != values[2:])
    return Steps(tuple(map(float, knots[corner])), tuple(map(float, values[corner])))


def _no_fit(scores: Floats, targets: Ints) -> Calibrator:
    return Sigmoid()


_FITS: dict[str, Callable[[Floats, Ints], Calibrator]] = {
    "isotonic": _fit_isotonic,
    "beta": _fit_beta,
    "platt": _fit_platt,
    "temperature": _fit_temperature,
    "none": _no_fit,
}
