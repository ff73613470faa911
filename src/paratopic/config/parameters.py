"""The values that models' parameters may have: a wrong one ends the command before anything is trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

from paratopic.errors import ConfigError

Check = tuple[str, Callable[[Any], bool]]
"""What is expected, in words, and whether a value is that."""


def check_parameters(values: Mapping[str, Any], *, at: str) -> None:
    """Raise ConfigError with the key's name at a value that no model can work with; `at` is the keys' prefix.

    Keys that are not in the table are the models' own affair; mappings are gone into.
    """
    for key, value in values.items():
        if isinstance(value, Mapping):
            check_parameters(value, at=f"{at}.{key}")
        elif (check := WEIGHT if at.endswith(".weights") else EXPECTED.get(key)) and not check[1](value):
            raise ConfigError(f"expected {check[0]} for '{at}.{key}', found {value!r}.")
    _check_window(values, at)


def _check_window(values: Mapping[str, Any], at: str) -> None:
    """Two tokens of a window are the tokenizer's marks; the rest must move on from window to window."""
    if "stride" in values and "max_tokens" in values and values["stride"] >= values["max_tokens"] - 2:
        raise ConfigError(
            f"expected '{at}.stride' below {at}.max_tokens - 2 = {values['max_tokens'] - 2}, found {values['stride']}."
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _whole(least: int) -> Check:
    return (
        f"a whole number from {least} up",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least,
    )


def _number(words: str, holds: Callable[[float], bool]) -> Check:
    return words, lambda value: _is_number(value) and holds(value)


def _one_of(*choices: Any) -> Check:
    shown = ", ".join("null" if one is None else str(one).lower() for one in choices)
    return f"one of {shown}", lambda value: any(value is one or value == one for one in choices)


def _or_null(check: Check) -> Check:
    return f"{check[0]} or null", lambda value: value is None or check[1](value)


def _is_range(value: Any) -> bool:
    return (
        isinstance(value, Sequence)
        and len(value) == 2
        and all(isinstance(one, int) for one in value)
        and 1 <= value[0] <= value[1]
    )


POSITIVE: Check = _number("a number above 0", lambda value: value > 0)
WEIGHT: Check = _number("a number from 0 up", lambda value: value >= 0)
BELOW_ONE: Check = _number("a number from 0 to below 1", lambda value: 0 <= value < 1)
LENGTHS: Check = ("[shortest, longest], e.g. [1, 2],", _is_range)

EXPECTED: dict[str, Check] = {
    "C": POSITIVE,
    "alpha": POSITIVE,
    "batch_size": _whole(1),
    "bf16": _one_of(True, False, None),
    "char": _or_null(LENGTHS),
    "char_min_df": POSITIVE,
    "class_weight": _one_of("balanced", None),
    "combine": _one_of("mean", "stacked"),
    "contrast": WEIGHT,
    "dropout": BELOW_ONE,
    "epochs": _whole(1),
    "frozen_layers": _whole(0),
    "head_learning_rate": POSITIVE,
    "layer_decay": _number("a number above 0, at most 1", lambda value: 0 < value <= 1),
    "learning_rate": POSITIVE,
    "limit": POSITIVE,
    "max_df": POSITIVE,
    "max_features": _or_null(_whole(1)),
    "max_tokens": _whole(8),
    "min_df": POSITIVE,
    "norm": _one_of("l2", None),
    "passage": _or_null(_whole(1)),
    "rounds": _whole(1),
    "sharpness": POSITIVE,
    "stop_words": _one_of("english", None),
    "stride": _whole(0),
    "sublinear_tf": _one_of(True, False),
    "temperature": POSITIVE,
    "use_idf": _one_of(True, False),
    "warmup": BELOW_ONE,
    "weight_decay": WEIGHT,
    "word": _or_null(LENGTHS),
    "word_min_df": POSITIVE,
}
