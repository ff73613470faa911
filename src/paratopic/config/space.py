"""The space of a search, written as Hydra writes sweeps: KEY=a,b,c, KEY=range(1,5), KEY=interval(0.1,10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import IntervalSweep, Override, RangeSweep
from hydra.errors import HydraException

from paratopic.config.complaints import complaint
from paratopic.errors import ConfigError


@dataclass(frozen=True)
class Dimension:
    """One searched key: choices (as typed), or a range of whole or real numbers from `low` to `high`."""

    key: str
    choices: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    log: bool = False

    def __post_init__(self) -> None:
        """Raise ConfigError at a range without values, or one that has no logarithm."""
        if not self.choices and not self.low < self.high:
            raise ConfigError(
                f"expected '{self.key}' from low to high, found {self.low:g} to {self.high:g}; "
                f"type '{self.key}=interval(LOW,HIGH)'."
            )
        if self.log and self.low <= 0:
            raise ConfigError(
                f"expected '{self.key}' above 0 for tag(log,...), found {self.low:g} to {self.high:g}."
            )

    def suggest(self, trial: Any) -> Any:
        """Return Optuna's suggestion for this key."""
        if self.choices:
            return trial.suggest_categorical(self.key, self.choices)
        if self.whole:
            return trial.suggest_int(self.key, int(self.low), int(self.high), log=self.log)
        return trial.suggest_float(self.key, self.low, self.high, log=self.log)


def split_overrides(overrides: Sequence[str]) -> tuple[list[str], tuple[Dimension, ...]]:
    """Return the fixed overrides and the searched dimensions; raises ConfigError where none is searched."""
    try:
        parsed = OverridesParser.create().parse_overrides(list(overrides))
    except HydraException as error:
        raise ConfigError(complaint(error)) from error
    fixed = [text for text, one in zip(overrides, parsed, strict=True) if not one.is_sweep_override()]
    space = tuple(_dimension(one) for one in parsed if one.is_sweep_override())
    if not space:
        raise ConfigError(
            "nothing to search: expected a key with several values, e.g. 'model.C=interval(0.1,10)', "
            "'model.C=tag(log,interval(0.1,100))' or model.C=1,5,10."
        )
    return fixed, space


def chosen(values: Mapping[str, Any]) -> list[str]:
    """Return suggested values as overrides."""
    return [f"{key}={value}" for key, value in values.items()]


def _dimension(one: Override) -> Dimension:
    value = one.value()
    key = one.get_key_element()
    if isinstance(value, IntervalSweep):
        whole = isinstance(value.start, int) and isinstance(value.end, int)
        return Dimension(key, low=value.start, high=value.end, whole=whole, log="log" in value.tags)
    if isinstance(value, RangeSweep) and isinstance(value.start, int) and value.step == 1:
        return Dimension(key, low=value.start, high=value.stop - 1, whole=True)
    return Dimension(key, choices=tuple(one.sweep_string_iterator()))
