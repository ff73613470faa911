"""The three forms of a calibrator: a sigmoid, a beta curve, steps. Frozen, and plain numbers in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np

from paratopic.errors import BundleError
from paratopic.evaluation.checks import Floats
from paratopic.evaluation.logistic import sigmoid


class Calibrator(Protocol):
    """Turns one topic's raw scores, on the scale of log-odds, into probabilities."""

    @property
    def method(self) -> str:
        """Return how it was fitted: none, temperature, platt, beta or isotonic."""
        ...

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for each score."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `calibrator_from_dict` undoes it."""
        ...


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """sigmoid(slope * score + intercept): Platt; without an intercept temperature; (1, 0) is none."""

    slope: float = 1.0
    intercept: float = 0.0
    method: str = "none"

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for each score."""
        return sigmoid(self.slope * scores + self.intercept)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Beta:
    """sigmoid(a ln s - b ln(1 - s) + c) with s = sigmoid(score) and a, b >= 0 (Kull and others 2017)."""

    a: float
    b: float
    c: float
    method: str = "beta"

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for each score."""
        return sigmoid(beta_features(scores) @ np.array([self.a, self.b, self.c]))

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Steps:
    """Isotonic regression: straight lines between knots, flat outside."""

    scores: tuple[float, ...]
    probabilities: tuple[float, ...]
    method: str = "isotonic"

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for each score."""
        return np.asarray(np.interp(scores, self.scores, self.probabilities), dtype=np.float64)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"scores": list(self.scores), "probabilities": list(self.probabilities), "method": self.method}


def beta_features(scores: Floats) -> Floats:
    """Return ln s, -ln(1 - s) and 1 for s = sigmoid(score), in a form that never overflows."""
    return np.column_stack([-np.logaddexp(0, -scores), np.logaddexp(0, scores), np.ones(len(scores))])


def calibrator_from_dict(data: Mapping[str, Any]) -> Calibrator:
    """Read what `to_dict` wrote; raise BundleError on anything else."""
    try:
        method = str(data["method"])
        if method == "isotonic":
            knots, values = (tuple(map(float, data[key])) for key in ("scores", "probabilities"))
            if len(knots) != len(values) or not knots or list(knots) != sorted(knots):
                raise ValueError("knots out of order")
            return Steps(knots, values)
        if method == "beta":
            return Beta(float(data["a"]), float(data["b"]), float(data["c"]))
        if method in {"none", "temperature", "platt"}:
            return Sigmoid(float(data["slope"]), float(data["intercept"]), method)
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"expected a calibrator's numbers, found {error}.") from None
    raise BundleError(f"expected a calibrator of a known method, found {method!r}.")
