"""What a threshold is chosen for: the utility of every cut, from its counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from paratopic.errors import ConfigError
from paratopic.evaluation.checks import Floats

Objective = Callable[[Floats, Floats, Floats], Floats]
"""Takes tp, fp and fn at each cut; gives each cut's utility, the higher the better."""

OBJECTIVES = ("f1", "fbeta", "precision_floor", "recall_floor")


def f_beta(beta: float) -> Objective:
    """Weigh recall `beta` times as much as precision (van Rijsbergen 1979); 1 is F1."""
    square = beta * beta

    def utility(tp: Floats, fp: Floats, fn: Floats) -> Floats:
        below = (1 + square) * tp + fp + square * fn
        return np.divide((1 + square) * tp, below, out=np.zeros_like(tp), where=below > 0)

    return utility


def precision_floor(floor: float) -> Objective:
    """Maximise recall where precision >= floor (utility 1 + recall); elsewhere utility is the precision."""

    def utility(tp: Floats, fp: Floats, fn: Floats) -> Floats:
        precision, recall = _share(tp, tp + fp), _share(tp, tp + fn)
        return np.where(precision >= floor, 1 + recall, precision)

    return utility


def recall_floor(floor: float) -> Objective:
    """Maximise precision where recall >= floor (utility 1 + precision); elsewhere utility is the recall."""

    def utility(tp: Floats, fp: Floats, fn: Floats) -> Floats:
        precision, recall = _share(tp, tp + fp), _share(tp, tp + fn)
        return np.where(recall >= floor, 1 + precision, recall)

    return utility


def make_objective(name: str, *, beta: float, floor: float) -> Objective:
    """Return the objective called `name`; raise ConfigError on another name or a value out of range."""
    if name not in OBJECTIVES:
        raise ConfigError(
            f"expected thresholds.objective to be one of {', '.join(OBJECTIVES)}, found {name!r}."
        )
    if beta <= 0 or not 0 < floor <= 1:
        raise ConfigError(f"expected beta > 0 and 0 < floor <= 1, found beta={beta:g} and floor={floor:g}.")
    if name == "precision_floor":
        return precision_floor(floor)
    if name == "recall_floor":
        return recall_floor(floor)
    return f_beta(1.0 if name == "f1" else beta)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
