"""Adjust probabilities to a new share of positives, without a coded sample: assumption-laden."""

from __future__ import annotations

import numpy as np

from paratopic.errors import EstimateError
from paratopic.evaluation.checks import Floats

STEPS = 10_000
TOLERANCE = 1e-12


def saerens(probabilities: Floats, prior: float, *, weights: Floats | None = None) -> tuple[float, float]:
    """Return the share that explains the probabilities best, and its variance by Fisher information.

    Expectation-maximisation of Saerens, Latinne and Decaestecker (2002): `prior` is the share of positives
    among the paragraphs on which the classifier was trained and calibrated. Assumes calibrated probabilities
    there and paragraphs of each class that look the same here; the variance knows nothing of either.
    """
    if not 0 < prior < 1:
        raise EstimateError(f"expected a training share between 0 and 1, found {prior:g}.")
    weight = np.ones(len(probabilities)) if weights is None else weights
    for_it, against = probabilities / prior, (1 - probabilities) / (1 - prior)
    share = prior
    for _ in range(STEPS):
        posterior = share * for_it / np.maximum(share * for_it + (1 - share) * against, 1e-300)
        before, share = share, float(np.average(posterior, weights=weight))
        if abs(share - before) < TOLERANCE:
            break
    mixture = np.maximum(share * for_it + (1 - share) * against, 1e-300)
    information = float(np.sum(weight * ((for_it - against) / mixture) ** 2))
    return share, 1 / information if information > 0 else float("nan")
