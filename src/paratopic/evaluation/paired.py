"""Is one model better than another on the same paragraphs? Documents, not paragraphs, are the unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import DatasetError
from paratopic.evaluation.checks import Floats, as_groups, as_labels
from paratopic.evaluation.counts import Absent, Counts, absent_topics, document_counts, macro_f1, scores
from paratopic.evaluation.intervals import Interval
from paratopic.evaluation.multiplicity import holm
from paratopic.evaluation.resampling import bounds, document_draws, document_swaps

EXACT_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """A metric of model a minus that of model b, with interval and permutation p-value."""

    metric: str
    difference: Interval
    p_value: float
    p_adjusted: float
    p_exact_match: float


def paired_difference(
    targets: ArrayLike,
    predictions_a: ArrayLike,
    predictions_b: ArrayLike,
    documents: Sequence[Any] | NDArray[Any],
    topics: Sequence[str],
    *,
    metric: str = "macro_f1",
    draws: int = 1000,
    level: float = 0.95,
    method: str = "percentile",
    seed: int = 0,
) -> PairedDifference:
    """Compare a with b by cluster bootstrap and by a permutation test that swaps the models document-wise.

    `p_exact_match` is McNemar's exact test on paragraphs decided wholly right; it ignores documents.
    """
    truth = as_labels(targets, topics, name="targets")
    groups, count = as_groups(documents, len(truth))
    first, second = (as_labels(p, topics, name="predictions") for p in (predictions_a, predictions_b))
    each = [document_counts(truth, decided, groups, count).matrix() for decided in (first, second)]

    totals = [matrix.sum(axis=0) for matrix in each]
    absent = absent_topics(Counts.from_matrix(totals[0]))

    def gap(a: Floats, b: Floats) -> Floats:
        return _score(a, topics, metric, absent) - _score(b, topics, metric, absent)

    estimate = gap(*totals)
    values = [gap(w @ each[0], w @ each[1]) for w in document_draws(count, draws=draws, seed=seed)]
    low, high = bounds(
        np.concatenate(values)[:, None],
        estimate[None],
        level=level,
        method=method,
        jackknife=lambda: gap(totals[0] - each[0], totals[1] - each[1])[:, None],
    )
    p_value = _permutation(each[0], each[1], gap, draws=draws, seed=seed)
    interval = Interval(float(estimate), float(low[0]), float(high[0]), level, method, draws, seed)
    right = [(truth == decided).all(axis=1) for decided in (first, second)]
    return PairedDifference(metric, interval, p_value, p_value, mcnemar_exact(*right))


def compare_with(
    targets: ArrayLike,
    predictions: Mapping[str, ArrayLike],
    baseline: str,
    documents: Sequence[Any] | NDArray[Any],
    topics: Sequence[str],
    **options: Any,
) -> dict[str, PairedDifference]:
    """Compare every other model with `baseline`; p_adjusted is Holm's over all of them."""
    from dataclasses import replace

    if baseline not in predictions:
        raise DatasetError(f"expected the baseline among {', '.join(predictions)}, found {baseline!r}.")
    found = {
        name: paired_difference(targets, decided, predictions[baseline], documents, topics, **options)
        for name, decided in predictions.items()
        if name != baseline
    }
    adjusted = holm([one.p_value for one in found.values()])
    return {name: replace(one, p_adjusted=p) for (name, one), p in zip(found.items(), adjusted, strict=True)}


def mcnemar_exact(right_a: ArrayLike, right_b: ArrayLike) -> float:
    """Return the two-sided exact binomial p-value on the discordant paragraphs (McNemar 1947)."""
    from scipy.special import bdtr  # scipy.stats would cost a second

    a, b = np.asarray(right_a, dtype=bool), np.asarray(right_b, dtype=bool)
    only_a, only_b = int((a & ~b).sum()), int((b & ~a).sum())
    return min(1.0, 2 * float(bdtr(min(only_a, only_b), only_a + only_b, 0.5)))


def _score(matrix: Floats, topics: Sequence[str], metric: str, absent: Absent) -> Floats:
    counts = Counts.from_matrix(matrix)
    if metric == "macro_f1":
        return macro_f1(counts, absent=absent)
    found = scores(counts, topics, absent=absent)
    if metric not in found:
        raise DatasetError(f"expected a count metric ({', '.join(found)}), found {metric!r}.")
    return found[metric]


def _permutation(a: Floats, b: Floats, gap: Any, *, draws: int, seed: int) -> float:
    """Swap the models in random documents; with few documents all swaps are enumerated (exact)."""
    documents = len(a)
    seen = abs(gap(a.sum(axis=0), b.sum(axis=0))) - 1e-12
    if documents <= EXACT_DOCUMENTS:
        swaps = (np.arange(2**documents)[:, None] >> np.arange(documents) & 1).astype(np.float64)
        return float(np.mean(np.abs(_swapped(a, b, swaps, gap)) >= seen))
    extreme = sum(
        int(np.sum(np.abs(_swapped(a, b, swaps, gap)) >= seen))
        for swaps in document_swaps(documents, draws=draws, seed=seed)
    )
    return (1 + extreme) / (1 + draws)


def _swapped(a: Floats, b: Floats, swaps: Floats, gap: Any) -> Floats:
    moved = swaps @ (b - a)
    return np.asarray(gap(a.sum(axis=0) + moved, b.sum(axis=0) - moved), dtype=np.float64)
