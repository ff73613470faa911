"""One linear classifier a topic over shared features, kept as plain arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import ModelError
from paratopic.models.protocol import Scores
from paratopic.models.storage import load_arrays, save_arrays

TOLERANCE = 1e-6  # lbfgs: at scikit-learn's 1e-4 the last bits of a vector (its batch mates) move scores by a hundredth


@dataclass(frozen=True)
class LinearHead:
    """`coefficients` (features, k) and `intercepts` (k,): scores are features @ coefficients + intercepts."""

    coefficients: NDArray[np.float32]
    intercepts: NDArray[np.float64]

    def scores(self, features: Any) -> Scores:
        """Return (n, k) scores of (n, features) dense or sparse rows."""
        product = features @ self.coefficients
        return np.asarray(product, dtype=np.float64) + self.intercepts

    def save(self, path: Path) -> None:
        """Write the arrays to a safetensors file."""
        save_arrays(path, {"coefficients": self.coefficients, "intercepts": self.intercepts})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the arrays."""
        arrays = load_arrays(path)
        return cls(arrays["coefficients"], arrays["intercepts"])


def fit_head(
    features: Any,
    targets: NDArray[np.int8],
    estimator: Callable[[], Any],
) -> LinearHead:
    """Fit one binary `estimator()` a topic on (n, features) rows and (n, k) targets.

    A topic that is all positive or all negative gets a constant score: its smoothed log-odds. Dense rows are fitted in
    double precision: in single precision the order in which threads add up now and then changed a decision.
    """
    if isinstance(features, np.ndarray):
        features = features.astype(np.float64)
    coefficients = np.zeros((features.shape[1], targets.shape[1]), dtype=np.float32)
    intercepts = np.zeros(targets.shape[1])
    for topic in range(targets.shape[1]):
        column = targets[:, topic]
        positives = int(column.sum())
        if positives in (0, len(column)):
            intercepts[topic] = np.log((positives + 0.5) / (len(column) - positives + 0.5))
            continue
        try:
            fitted = estimator().fit(features, column)
        except ValueError as error:
            said = str(error).partition("\n")[0]
            raise ModelError(f"the classifier of a topic can't be fitted: {said}") from error
        coefficients[:, topic] = fitted.coef_[0]
        intercepts[topic] = float(np.ravel(fitted.intercept_)[0])
    return LinearHead(coefficients, intercepts)
