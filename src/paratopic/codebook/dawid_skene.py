"""Estimate the truth from many fallible voters (Dawid and Skene, Applied Statistics 28, 1979)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DawidSkene:
    """The fitted model.

    `posterior` is (items, classes), `prior` (classes), `confusion` (voters, classes, answers): how often a
    voter gives an answer when the truth is a class.
    """

    posterior: Floats
    prior: Floats
    confusion: Floats
    iterations: int


def fit_dawid_skene(
    counts: Floats, start: Floats, *, iterations: int = 200, tolerance: float = 1e-8
) -> DawidSkene:
    """Fit by expectation-maximisation from the posterior `start` (items, classes).

    `counts` is (items, voters, answers): how often a voter gave an answer; all zero where it gave none.
    """
    import numpy as np

    posterior = start / start.sum(axis=1, keepdims=True)
    iteration = 0
    while iteration < iterations:
        iteration += 1
        prior = posterior.mean(axis=0)
        confusion = _confusion(counts, posterior)
        updated = _posterior(counts, prior, confusion)
        change = float(np.abs(updated - posterior).max(initial=0.0))
        posterior = updated
        if change < tolerance:
            break
    return DawidSkene(posterior, posterior.mean(axis=0), _confusion(counts, posterior), iteration)


def _confusion(counts: Floats, posterior: Floats) -> Floats:
    import numpy as np

    expected = np.einsum("iva,ic->vca", counts, posterior)
    totals = expected.sum(axis=2, keepdims=True)
    return np.asarray(np.divide(expected, totals, out=np.zeros_like(expected), where=totals > 0))


def _posterior(counts: Floats, prior: Floats, confusion: Floats) -> Floats:
    import numpy as np

    tiny = np.finfo(np.float64).tiny
    log = np.log(prior + tiny) + np.einsum("iva,vca->ic", counts, np.log(confusion + tiny))
    likelihood = np.exp(log - log.max(axis=1, keepdims=True))
    return np.asarray(likelihood / likelihood.sum(axis=1, keepdims=True))
