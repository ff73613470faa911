"""How decisions are made from scores: calibration, thresholds and the folds they are chosen on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from paratopic.errors import ConfigError
from paratopic.evaluation.bands import check_abstain, choose_bands
from paratopic.evaluation.calibration import check_calibration
from paratopic.evaluation.objectives import make_objective
from paratopic.evaluation.resampling import check_bounds
from paratopic.evaluation.thresholds import Thresholds, fixed_thresholds, tune_thresholds

RANGES = (("value", 0, 1), ("shrinkage", 0, inf), ("tolerance", 0, 0.5), ("folds", 2, inf))


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """Settings of the decision step.

    `tuned` False takes `value` for every topic; with calibration "none" and value 0.5 that is the model's own
    decision (score >= 0), so nothing is chosen on any data. `abstain` is the share of paragraphs left undecided.
    """

    tuned: bool
    value: float
    objective: str
    beta: float
    floor: float
    shrinkage: float
    tolerance: float
    abstain: float
    calibration: str
    folds: int

    def __post_init__(self) -> None:
        """Raise ConfigError at a setting out of its range: before anything is trained, not after."""
        check_calibration(self.calibration)
        check_abstain(self.abstain)
        make_objective(self.objective, beta=self.beta, floor=self.floor)
        for name, least, most in RANGES:
            value = getattr(self, name)
            if not least <= value <= most:
                upper = "up" if most == inf else f"to {most:g}"
                raise ConfigError(f"expected thresholds.{name} from {least:g} {upper}, found {value:g}.")

    @property
    def chosen(self) -> bool:
        """Tell whether anything is chosen on held-out scores."""
        return self.tuned or self.calibration != "none" or self.abstain > 0

    def thresholds(self, probabilities: Any, targets: Any, topics: Sequence[str]) -> Thresholds:
        """Return thresholds for (n, k) held-out probabilities and their targets, with bands if it may abstain."""
        found = self._thresholds(probabilities, targets, topics)
        return replace(found, bands=choose_bands(probabilities, found.values, self.abstain))

    def _thresholds(self, probabilities: Any, targets: Any, topics: Sequence[str]) -> Thresholds:
        if not self.tuned:
            return fixed_thresholds(topics, value=self.value)
        return tune_thresholds(
            probabilities,
            targets,
            topics,
            objective=self.objective,
            beta=self.beta,
            floor=self.floor,
            shrinkage=self.shrinkage,
            tolerance=self.tolerance,
        )


@dataclass(frozen=True, kw_only=True)
class Judging:
    """Settings of the intervals: draws of the bootstrap over documents, level, method and seed."""

    draws: int
    level: float
    method: str
    seed: int
    bins: int

    def __post_init__(self) -> None:
        """Raise ConfigError at a setting out of its range: before anything is trained, not after."""
        check_bounds(level=self.level, method=self.method)
        for name, least in (("draws", 0), ("bins", 1), ("seed", 0)):
            if (value := getattr(self, name)) < least:
                raise ConfigError(f"expected evaluation.{name} from {least} up, found {value}.")
