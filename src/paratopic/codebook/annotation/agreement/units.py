"""Coefficients for one set of units coded by several coders; a missing answer is nan.

`table` is (units, coders) of category numbers 0, 1, ...; every function returns nan where its formula is
undefined (no pair of answers, or no expected disagreement).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def category_counts(table: Floats, categories: int) -> Floats:
    """Return (units, categories): how many coders chose a category for a unit."""
    return np.stack([(table == k).sum(axis=1) for k in range(categories)], axis=1).astype(np.float64)


def percent_agreement(counts: Floats) -> float:
    """Return the share of agreeing pairs of coders, averaged over units with two answers or more."""
    totals = counts.sum(axis=1)
    pairable = totals >= 2
    if not pairable.any():
        return float("nan")
    n = totals[pairable]
    agreeing = (counts[pairable] * (counts[pairable] - 1)).sum(axis=1)
    return float((agreeing / (n * (n - 1))).mean())


def krippendorff_alpha(counts: Floats) -> float:
    """Return Krippendorff's alpha for nominal data (Krippendorff, Content Analysis, ch. 12)."""
    totals = counts.sum(axis=1)
    counts = counts[totals >= 2]
    totals = totals[totals >= 2]
    values = counts.sum(axis=0)
    n = values.sum()
    observed = ((totals**2 - (counts**2).sum(axis=1)) / (totals - 1)).sum()
    expected = (n**2 - (values**2).sum()) / (n - 1) if n > 1 else 0.0
    return float(1 - observed / expected) if expected > 0 else float("nan")


def gwet_ac1(counts: Floats) -> float:
    """Return Gwet's AC1 (Gwet, Br. J. Math. Stat. Psychol. 61, 2008); missing answers are allowed."""
    categories = counts.shape[1]
    totals = counts.sum(axis=1)
    coded = totals > 0
    if not coded.any() or categories < 2:
        return float("nan")
    prevalence = (counts[coded] / totals[coded, None]).mean(axis=0)
    expected = float((prevalence * (1 - prevalence)).sum() / (categories - 1))
    observed = percent_agreement(counts)
    return float((observed - expected) / (1 - expected))


def cohen_kappa(first: Floats, second: Floats, categories: int) -> float:
    """Return Cohen's kappa of two coders over the units that both answered."""
    both = ~(np.isnan(first) | np.isnan(second))
    if not both.any():
        return float("nan")
    cells = np.zeros((categories, categories))
    np.add.at(cells, (first[both].astype(int), second[both].astype(int)), 1)
    cells /= cells.sum()
    expected = float(cells.sum(axis=1) @ cells.sum(axis=0))
    return float((np.trace(cells) - expected) / (1 - expected)) if expected < 1 else float("nan")
