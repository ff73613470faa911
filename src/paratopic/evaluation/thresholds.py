"""One threshold a topic, chosen on out-of-fold or validation probabilities only."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import BundleError, ParatopicWarning
from paratopic.evaluation.bands import Band, undecided
from paratopic.evaluation.checks import Floats, Ints, as_labels, as_probabilities
from paratopic.evaluation.objectives import Objective, make_objective

NEUTRAL = 0.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A paragraph has a topic where its probability is at or above the topic's threshold.

    Inside its band round the threshold, where `bands` are given, a topic can be left undecided (`bands.py`).
    """

    topics: tuple[str, ...]
    values: tuple[float, ...]
    common: float = NEUTRAL
    objective: str = "fixed"
    bands: tuple[Band, ...] = ()

    def apply(self, probabilities: ArrayLike) -> NDArray[np.int64]:
        """Return 0/1 decisions for probabilities of shape (..., topics)."""
        return (np.asarray(probabilities, dtype=np.float64) >= np.asarray(self.values)).astype(np.int64)

    def undecided(self, probabilities: ArrayLike) -> NDArray[np.bool_]:
        """Return where a probability, (..., topics), is too near to its threshold; nowhere without bands."""
        return undecided(probabilities, self.bands, len(self.topics))

    def changed(self, values: Mapping[str, float]) -> Thresholds:
        """Return these with other values; a topic whose value changes loses its band and is always decided."""
        new = tuple(values[topic] for topic in self.topics)
        kept = zip(self.values, new, self.bands, strict=bool(self.bands))
        bands = tuple(band if old == value else (value, value) for old, value, band in kept)
        return replace(self, values=new, bands=bands)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `from_dict` undoes it."""
        by_topic = dict(zip(self.topics, self.values, strict=True))
        found = {"objective": self.objective, "common": self.common, "values": by_topic}
        if self.bands:
            found["bands"] = dict(zip(self.topics, map(list, self.bands), strict=True))
        return found

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Thresholds:
        """Read what `to_dict` wrote; raise BundleError on anything else."""
        try:
            values = {str(topic): float(value) for topic, value in data["values"].items()}
            bands = {
                str(topic): (float(low), float(high)) for topic, (low, high) in data.get("bands", {}).items()
            }
            if bands and list(bands) != list(values):
                raise ValueError("bands of other topics")
            return cls(
                topics=tuple(values),
                values=tuple(values.values()),
                common=float(data["common"]),
                objective=str(data["objective"]),
                bands=tuple(bands.values()),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BundleError(
                f"expected thresholds with objective, common and values, found {error}."
            ) from None


def fixed_thresholds(topics: Sequence[str], *, value: float = NEUTRAL) -> Thresholds:
    """Return the same threshold for every topic: tuning switched off."""
    return Thresholds(tuple(topics), (value,) * len(topics), value, "fixed")


def tune_thresholds(
    probabilities: ArrayLike,
    targets: ArrayLike,
    topics: Sequence[str],
    *,
    objective: str = "f1",
    beta: float = 1.0,
    floor: float = 0.9,
    shrinkage: float = 20.0,
    tolerance: float = 0.0,
) -> Thresholds:
    """Choose each topic's threshold by exact search, shrunk to the common one where positives are few.

    With n positives, the threshold is w * own + (1 - w) * common, w = n / (n + shrinkage); the common
    threshold is the best single one for all topics pooled. With a `tolerance` the lowest cut is taken whose
    utility is within it of the best: where the optimum is flat, that keeps recall. A topic with constant scores
    gets 0.5, a topic without positives the common one; a ParatopicWarning names both, and floors that no cut
    reaches.
    """
    truth = as_labels(targets, topics, name="targets")
    probability = as_probabilities(probabilities, truth.shape)
    utility = make_objective(objective, beta=beta, floor=floor)
    common, _ = best_threshold(probability.ravel(), truth.ravel(), utility, tolerance=tolerance)
    values = []
    for topic, p, y in zip(topics, probability.T, truth.T, strict=True):
        own, best = best_threshold(p, y, utility, tolerance=tolerance)
        _warn(topic, p, y, unreached=objective.endswith("_floor") and best < 1)
        weight = y.sum() / (y.sum() + shrinkage) if y.any() else 0.0
        constant = p.min() == p.max()
        values.append(NEUTRAL if constant else float(weight * own + (1 - weight) * common))
    return Thresholds(tuple(topics), tuple(values), common, objective)


def best_threshold(
    probabilities: Floats, targets: Ints, utility: Objective, *, tolerance: float = 0.0
) -> tuple[float, float]:
    """Return the cut of highest utility, and that utility, in O(n log n).

    Candidates are the midpoints between neighbouring distinct probabilities, and one below the lowest; of
    equally good cuts the nearest to 0.5 is taken, with a `tolerance` the lowest of those within it of the best.
    Constant probabilities give 0.5.
    """
    order = np.argsort(-probabilities, kind="stable")
    ranked, hits = probabilities[order], targets[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    tp = np.cumsum(hits)[last].astype(np.float64)
    fp = last + 1 - tp
    utilities = utility(tp, fp, tp[-1] - tp)
    below = np.append(ranked[last[1:]], 0.0)
    middle = (ranked[last] + below) / 2
    cuts = np.where(middle > below, middle, ranked[last])  # neighbours that differ by one rounding step
    if len(cuts) == 1:
        return NEUTRAL, float(utilities[0])
    if tolerance > 0:
        least = utilities.max() - tolerance
        if utilities.max() > 1:  # a floor is held, and has to stay so
            least = max(least, 1.0)
        chosen = np.flatnonzero(utilities >= least)[-1]  # cuts fall from high to low
        return float(cuts[chosen]), float(utilities[chosen])
    best = np.flatnonzero(utilities == utilities.max())
    chosen = best[np.argmin(np.abs(cuts[best] - NEUTRAL))]
    return float(cuts[chosen]), float(utilities[chosen])


def _warn(topic: str, probabilities: Floats, targets: Ints, *, unreached: bool) -> None:
    if not targets.any():
        reason = "has no positive paragraph; it takes the common threshold"
    elif probabilities.min() == probabilities.max():
        reason = "has the same score everywhere; its threshold is 0.5"
    elif unreached:
        reason = "reaches the floor at no threshold; the nearest one is taken"
    else:
        return
    warnings.warn(f"topic {topic} {reason}.", ParatopicWarning, stacklevel=3)
