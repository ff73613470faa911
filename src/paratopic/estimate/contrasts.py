"""Differences and trends: sums of group shares with weights, tested together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate.batches import Group
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import group_name
from paratopic.estimate.estimators import Fit
from paratopic.evaluation.checks import Floats

MIN_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Contrast:
    """A named combination of group shares; weights (G,)."""

    kind: str
    name: str
    weights: Floats


@dataclass(frozen=True, slots=True)
class Combined:
    """A contrast's value, with Student's interval and p-value."""

    value: float
    low: float
    high: float
    standard_error: float
    p_value: float


def combine(fit: Fit, weights: Floats, *, level: float) -> Combined:
    """Return weights' share, its interval by Student's t with Welch and Satterthwaite's degrees of freedom.

    A quarter of an error is added to all groups together, not to each: over m groups one m-th of their sum.
    """
    from scipy.special import stdtr, stdtrit  # scipy.stats would cost two seconds

    value = float(weights @ fit.share)
    groups = np.abs(weights).sum() ** 2 / np.sum(weights**2)
    variance = float(weights @ fit.covariance @ weights + weights**2 @ fit.floor / groups)
    parts = weights**2 * np.diag(fit.covariance)
    below = float(np.sum(parts**2 / fit.freedom))
    freedom = min(float(parts.sum()) ** 2 / below, 1e9) if below > 0 else 1e9
    error = float(np.sqrt(max(variance, 0.0)))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    p_value = float(2 * stdtr(freedom, -abs(value) / error)) if error > 0 else float(value == 0)
    return Combined(value, value - reach, value + reach, error, p_value)


def overall(corpus: Corpus) -> Contrast:
    """Return the contrast that joins all groups by their size."""
    return Contrast("share", "all", corpus.size / corpus.size.sum())


def differences(corpus: Corpus, by: Sequence[str], compare: Sequence[str]) -> list[Contrast]:
    """Return the difference of two values of one `--by` column, in each cell of the other columns and in all."""
    if not compare:
        return []
    column = _column_with(corpus, by, compare)
    first, second = compare
    rest = {_without(group, column) for group in corpus.groups} if len(by) > 1 else set()
    found = [_difference(corpus, column, first, second, None)]
    for others in sorted(rest):
        members = {group[column] for group in corpus.groups if _without(group, column) == others}
        if {first, second} <= members:
            found.append(_difference(corpus, column, first, second, others))
    return found


def trends(corpus: Corpus, by: Sequence[str], column: str | None) -> list[Contrast]:
    """Return the least-squares slope over the values of `column`, in each cell of the other columns."""
    if column is None:
        return []
    if column not in by:
        raise EstimateError(
            f"expected --trend among the --by columns ({', '.join(by) or 'none'}), found {column!r}."
        )
    place = list(by).index(column)
    found = []
    for others in sorted({_without(group, place) for group in corpus.groups}):
        cells = [i for i, group in enumerate(corpus.groups) if _without(group, place) == others]
        times = np.array([_number(corpus.groups[i][place], column) for i in cells])
        if len(cells) >= MIN_PERIODS:
            weights = np.zeros(len(corpus.groups))
            weights[cells] = (times - times.mean()) / np.sum((times - times.mean()) ** 2)
            found.append(
                Contrast("trend", f"a {column}, {group_name(others)}" if others else f"a {column}", weights)
            )
    if not found:
        raise EstimateError(f"expected at least {MIN_PERIODS} values of {column} for a trend, found fewer.")
    return found


def _difference(corpus: Corpus, column: int, first: str, second: str, others: Group | None) -> Contrast:
    weights = np.zeros(len(corpus.groups))
    for value, sign in ((first, 1.0), (second, -1.0)):
        cells = [
            i
            for i, group in enumerate(corpus.groups)
            if group[column] == value and (others is None or _without(group, column) == others)
        ]
        weights[cells] = sign * corpus.size[cells] / corpus.size[cells].sum()
    name = f"{first} − {second}" + (f", {group_name(others)}" if others else "")
    return Contrast("difference", name, weights)


def _column_with(corpus: Corpus, by: Sequence[str], compare: Sequence[str]) -> int:
    values = [{group[i] for group in corpus.groups} for i in range(len(by))]
    for i, present in enumerate(values):
        if len(compare) == 2 and set(compare) <= present and compare[0] != compare[1]:
            return i
    shown = "; ".join(
        f"{name}: {', '.join(sorted(present)[:8])}" for name, present in zip(by, values, strict=True)
    )
    raise EstimateError(
        f"expected --compare A,B with two values of one --by column ({shown or 'give --by'}), "
        f"found {','.join(compare)}."
    )


def _without(group: Group, column: int) -> Group:
    return group[:column] + group[column + 1 :]


def _number(value: str, column: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise EstimateError(f"expected numbers in column {column} for a trend, found {value!r}.") from None
