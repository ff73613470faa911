"""Adjust probabilities to a new share of positives, without a coded sample: assumption-laden."""

from __future__ import annotations

import numpy as np

from paratopic.errors import EstimateError
from paratopic.evaluation.checks import Floats

STEPS = 200
TOLERANCE = 1e-13


def saerens(probabilities: Floats, prior: float, *, weights: Floats | None = None) -> tuple[float, float]:
    """Return the share that explains the probabilities best, and its variance by Fisher information.

    The maximum that the expectation-maximisation of Saerens, Latinne and Decaestecker (2002) climbs to, found by
    Newton's steps: `prior` is the share of positives among the paragraphs on which the classifier was trained
    and calibrated. Assumes calibrated probabilities
    there and paragraphs of each class that look the same here; the variance knows nothing of either.
    """
    if not 0 < prior < 1:
        raise EstimateError(f"expected a training share between 0 and 1, found {prior:g}.")
    weight = np.ones(len(probabilities)) if weights is None else weights
    for_it, against = probabilities / prior, (1 - probabilities) / (1 - prior)
    share = _solve(for_it, against, weight, prior)
    mixture = np.maximum(share * for_it + (1 - share) * against, 1e-300)
    information = float(np.sum(weight * ((for_it - against) / mixture) ** 2))
    return share, 1 / information if information > 0 else float("nan")


def _solve(for_it: Floats, against: Floats, weight: Floats, start: float) -> float:
    """Find where the score is zero (the likelihood is concave), halving the bracket where Newton leaves it."""
    low, high, share = 0.0, 1.0, start
    for _ in range(STEPS):
        slope = (for_it - against) / np.maximum(share * for_it + (1 - share) * against, 1e-300)
        score, bend = float(weight @ slope), float(weight @ slope**2)
        low, high = (share, high) if score > 0 else (low, share)
        moved = share + score / bend if bend > 0 else share
        before, share = share, moved if low < moved < high else (low + high) / 2
        if abs(share - before) < TOLERANCE:
            break
    return share
