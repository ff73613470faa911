"""Bring the scores of different models to one scale: log-odds, by one logistic regression a topic (Platt 1999)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.models.protocol import Scores

WEAK_PENALTY = 1e3


@dataclass(frozen=True)
class Alignment:
    """`slopes` and `intercepts` (k,): aligned scores are slopes * scores + intercepts, within +-`limit`."""

    slopes: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    limit: float

    def __call__(self, scores: Scores) -> Scores:
        """Return (n, k) aligned log-odds."""
        return np.clip(scores * self.slopes + self.intercepts, -self.limit, self.limit)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"slopes": self.slopes.tolist(), "intercepts": self.intercepts.tolist(), "limit": self.limit}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        return cls(np.array(data["slopes"]), np.array(data["intercepts"]), float(data["limit"]))


def align(scores: Scores, targets: NDArray[Any], *, limit: float) -> Alignment:
    """Fit the alignment of held-out (n, k) scores; a topic of one class only keeps its scores as they are."""
    from sklearn.linear_model import LogisticRegression

    slopes, intercepts = np.ones(scores.shape[1]), np.zeros(scores.shape[1])
    for topic in range(scores.shape[1]):
        column, target = scores[:, [topic]], targets[:, topic]
        if 0 < target.sum() < len(target) and np.ptp(column) > 0:
            fitted = LogisticRegression(C=WEAK_PENALTY).fit(column, target)
            slopes[topic], intercepts[topic] = fitted.coef_[0, 0], fitted.intercept_[0]
    return Alignment(slopes, intercepts, limit)
