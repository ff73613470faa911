"""Do some paragraphs have more errors than others? Two permutation tests that respect documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.evaluation.checks import Floats, Ints
from paratopic.evaluation.resampling import BLOCK

Bools = NDArray[np.bool_]
EXACT = 10_000
LEAST_DRAWS, MOST_DRAWS, DRAWN = 1_999, 9_999, 5_000_000
SAME = 1e-9


def permute_documents(scores: NDArray[Any], groups: Ints, inside: Bools, *, seed: int = 0) -> float:
    """Return the two-sided p-value for a trait of whole documents: which documents have it is permuted.

    `scores` is how wrong each paragraph is, `groups` numbers its document, `inside` says who has the trait. The
    statistic is the difference of the mean scores. Exact up to 10,000 arrangements, else (1 + extreme) /
    (1 + draws) with 1,999 to 9,999 draws, fewer the more documents there are.
    """
    sums = np.bincount(groups, weights=scores).astype(np.float64)
    sizes = np.bincount(groups).astype(np.float64)
    having = np.bincount(groups, weights=inside) > 0
    count = int(having.sum())
    seen = abs(_gap(sums, sizes, np.flatnonzero(having)[None, :])[0]) - SAME
    if comb(len(sizes), count) <= EXACT:
        found = [_gap(sums, sizes, chosen) for chosen in _arrangements(len(sizes), count)]
        return float(np.mean(np.abs(np.concatenate(found)) >= seen))
    draws, extreme = _draws(len(sizes)), 0
    rng = np.random.default_rng([seed, 2])
    for start in range(0, draws, BLOCK):
        keys = rng.random((min(BLOCK, draws - start), len(sizes)))
        chosen = np.argpartition(keys, count, axis=1)[:, :count]
        extreme += int((np.abs(_gap(sums, sizes, chosen)) >= seen).sum())
    return (1 + extreme) / (1 + draws)


def permute_within_documents(scores: NDArray[Any], groups: Ints, inside: Bools, *, seed: int = 0) -> Floats:
    """Return two-sided p-values for traits of paragraphs, permuted inside each document only.

    So a document that is hard throughout says nothing. `inside` is (traits, n); the statistic is the sum of the
    scores with the trait. Documents of one paragraph are permuted among themselves. Draws as above.
    """
    alone = np.bincount(groups)[groups] == 1
    strata = np.where(alone, groups.max() + 1, groups)
    order = np.argsort(strata, kind="stable")
    ordered, masks = scores[order].astype(np.float64), inside[:, order].T.astype(np.float64)
    size = np.bincount(strata).clip(min=1)
    centred = ordered - (np.bincount(strata, weights=scores) / size)[strata[order]]
    seen = np.abs(centred @ masks) - SAME
    draws, extreme = _draws(len(scores)), np.zeros(len(inside))
    rng = np.random.default_rng([seed, 3])
    for start in range(0, draws, BLOCK):
        keys = strata[order] + rng.random((min(BLOCK, draws - start), len(scores)))
        extreme += (np.abs(centred[np.argsort(keys, axis=1)] @ masks) >= seen).sum(axis=0)
    return np.asarray((1 + extreme) / (1 + draws), dtype=np.float64)


def _draws(size: int) -> int:
    return max(LEAST_DRAWS, min(MOST_DRAWS, DRAWN // size))


def _gap(sums: Floats, sizes: Floats, chosen: NDArray[Any]) -> Floats:
    """Return the difference of means for each row of chosen documents."""
    inside, count = sums[chosen].sum(axis=1), sizes[chosen].sum(axis=1)
    return np.asarray(inside / count - (sums.sum() - inside) / (sizes.sum() - count), dtype=np.float64)


def _arrangements(documents: int, count: int) -> Iterator[NDArray[np.intp]]:
    every = combinations(range(documents), count)
    while block := list(islice(every, BLOCK)):
        yield np.array(block, dtype=np.intp)
