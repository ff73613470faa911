"""Prediction-powered mean of two independent samples: the textbook form, for gold coded outside the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from paratopic.evaluation.checks import Floats


@dataclass(frozen=True, slots=True)
class PoweredMean:
    """A mean with its interval, and the tuning used."""

    estimate: float
    low: float
    high: float
    tuning: float


def ppi_mean(
    y: Floats, f: Floats, unlabelled: Floats, *, tuning: float | None = None, level: float
) -> PoweredMean:
    """Return PPI++'s mean (Angelopoulos, Duchi and Zrnic 2023) of labels y with predictions f.

    `unlabelled` are predictions of other, independent rows. `tuning` 0 uses no predictions, 1 is plain PPI; None
    is the power-tuned one, in [0, 1]. Rows are independent: no clusters and no inclusion probabilities here.
    """
    n, size = len(y), len(unlabelled)
    if tuning is None:
        spread = float(np.var(np.concatenate([f, unlabelled]), ddof=1))
        covariance = float(np.mean((y - y.mean()) * (f - f.mean())))
        tuning = float(np.clip(covariance / ((1 + n / size) * spread), 0, 1)) if spread > 0 else 0.0
    estimate = float(tuning * unlabelled.mean() + np.mean(y - tuning * f))
    variance = float(np.var(tuning * unlabelled) / size + np.var(y - tuning * f) / n)
    reach = NormalDist().inv_cdf((1 + level) / 2) * float(np.sqrt(variance))
    return PoweredMean(estimate, estimate - reach, estimate + reach, tuning)
