"""The band round each threshold in which a classifier leaves a decision to people (Chow 1970).

Asked for as a share: of the held-out paragraphs, so many stand nearest to the threshold and would be left undecided.
That is what a reader of them has to read; on documents of other origin it may be more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import ConfigError
from paratopic.evaluation.checks import Floats

Band = tuple[float, float]
MOST = 0.5
EPS = 1e-9


def choose_bands(probabilities: ArrayLike, thresholds: Sequence[float], share: float) -> tuple[Band, ...]:
    """Return for each topic the open band (low, high) with `share` of the held-out (n, k) probabilities.

    It is symmetric on the scale of log-odds. A share of 0 gives no bands, (). Raises ConfigError at a share that
    is not from 0 to 0.5.
    """
    check_abstain(share)
    if share == 0:
        return ()
    columns = np.asarray(probabilities, dtype=np.float64).T
    return tuple(_band(column, cut, share) for column, cut in zip(columns, thresholds, strict=True))


def check_abstain(share: float) -> None:
    """Raise ConfigError at a share that is not from 0 to 0.5."""
    if not 0 <= share <= MOST:
        raise ConfigError(
            f"expected thresholds.abstain from 0 to {MOST:g} (a share of the paragraphs), found {share:g}."
        )


def undecided(probabilities: ArrayLike, bands: Sequence[Band], topics: int) -> NDArray[np.bool_]:
    """Return True where a probability, (..., topics), lies inside its topic's band; nowhere without bands."""
    values = np.asarray(probabilities, dtype=np.float64)
    low, high = np.array(bands or ((1.0, 0.0),) * topics).T
    return np.asarray((values > low) & (values < high))


def _band(column: Floats, threshold: float, share: float) -> Band:
    """Reach midway between the last distance inside and the first one outside."""
    distances = np.sort(np.abs(_log_odds(column) - _log_odds(threshold)))
    count = round(share * len(distances))
    if not count:
        return threshold, threshold
    reach = distances[count - 1 : count + 1].mean()
    ends = _log_odds(threshold) + np.array([-reach, reach])
    low, high = 1 / (1 + np.exp(-ends))
    return float(low), float(high)


def _log_odds(probability: Floats | float) -> Floats:
    clipped = np.clip(probability, EPS, 1 - EPS)
    return np.asarray(np.log(clipped / (1 - clipped)))
