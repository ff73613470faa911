"""One score from the aligned scores of several parts: a weighted mean, or a stacked regression (Wolpert 1992)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import BundleError, ModelError
from paratopic.models.protocol import Scores

COMBINE = ("mean", "stacked")
PENALTY = 1.0  # of the stacked regression, as in scikit-learn: parts that agree share their weight


@dataclass(frozen=True)
class Combination:
    """`coefficients` {part: (k,)} and `intercepts` (k,): one linear form a topic of the parts' log-odds."""

    coefficients: Mapping[str, NDArray[np.float64]]
    intercepts: NDArray[np.float64]

    def __call__(self, aligned: Mapping[str, Scores]) -> Scores:
        """Return (n, k) combined log-odds of the parts' aligned ones."""
        named = sorted(self.coefficients.items())  # the order of a sum is part of its last digit
        mixed: Any = sum(factor * aligned[name] for name, factor in named)
        return np.asarray(mixed + self.intercepts, dtype=np.float64)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        named = {name: factor.tolist() for name, factor in self.coefficients.items()}
        return {"coefficients": named, "intercepts": self.intercepts.tolist()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote; raise BundleError on anything else."""
        try:
            named = {str(name): np.array(row, dtype=np.float64) for name, row in data["coefficients"].items()}
            return cls(named, np.array(data["intercepts"], dtype=np.float64))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BundleError(f"expected the coefficients of a hybrid's parts, found {error}.") from None


def combine(
    how: str, weights: Mapping[str, float], aligned: Mapping[str, Scores], targets: NDArray[Any]
) -> Combination:
    """Return the mean by `weights`, or one logistic regression a topic on held-out (n, k) aligned scores.

    A topic of one class only has nothing to learn from and keeps the mean. Raises ModelError on another `how`.
    """
    if how not in COMBINE:
        raise ModelError(f"expected model.combine to be one of {', '.join(COMBINE)}, found {how!r}.")
    names, topics = list(weights), targets.shape[1]
    total = sum(weights.values())
    factors = np.tile([weights[name] / total for name in names], (topics, 1))
    intercepts = np.zeros(topics)
    if how == "stacked":
        for topic in range(topics):
            _stack(topic, [aligned[name] for name in names], targets[:, topic], factors, intercepts)
    return Combination({name: factors[:, column] for column, name in enumerate(names)}, intercepts)


def _stack(
    topic: int,
    aligned: Sequence[Scores],
    target: NDArray[Any],
    factors: NDArray[np.float64],
    intercepts: NDArray[np.float64],
) -> None:
    from sklearn.linear_model import LogisticRegression

    if 0 < target.sum() < len(target):
        fitted = LogisticRegression(C=PENALTY).fit(np.column_stack([s[:, topic] for s in aligned]), target)
        factors[topic], intercepts[topic] = fitted.coef_[0], fitted.intercept_[0]
