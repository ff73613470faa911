"""Do some paragraphs have more errors than others? Two permutation tests that respect documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

from paratopic.evaluation.checks import Floats, Ints
from paratopic.evaluation.resampling import BLOCK

Bools = NDArray[np.bool_]
EXACT = 10_000
DRAWS = 9_999
MANY_DOCUMENTS, FEWER_DRAWS = 1_000, 1_999


def permute_documents(wrong: Ints, groups: Ints, inside: Bools, *, seed: int = 0) -> float:
    """Return the two-sided p-value for a trait of whole documents: which documents have it is permuted.

    `wrong` is 0/1 a paragraph, `groups` numbers its document, `inside` says who has the trait. The statistic
    is the difference of the shares of wrong paragraphs. Exact up to 10,000 arrangements, else (1 + extreme) /
    (1 + draws) with 9,999 draws (1,999 above 1,000 documents).
    """
    errors = np.bincount(groups, weights=wrong).astype(np.float64)
    sizes = np.bincount(groups).astype(np.float64)
    having = np.bincount(groups, weights=inside) > 0
    count = int(having.sum())
    seen = abs(_gap(errors, sizes, np.flatnonzero(having)[None, :])[0]) - 1e-12
    if comb(len(sizes), count) <= EXACT:
        found = [_gap(errors, sizes, chosen) for chosen in _arrangements(len(sizes), count)]
        return float(np.mean(np.abs(np.concatenate(found)) >= seen))
    draws = FEWER_DRAWS if len(sizes) > MANY_DOCUMENTS else DRAWS
    rng = np.random.default_rng([seed, 2])
    extreme = 0
    for start in range(0, draws, BLOCK):
        keys = rng.random((min(BLOCK, draws - start), len(sizes)))
        chosen = np.argpartition(keys, count, axis=1)[:, :count]
        extreme += int((np.abs(_gap(errors, sizes, chosen)) >= seen).sum())
    return (1 + extreme) / (1 + draws)


def permute_within_documents(wrong: Ints, groups: Ints, inside: Bools) -> float:
    """Return the exact two-sided p-value for a trait of paragraphs, permuted inside each document only.

    So a document that is hard throughout says nothing. The statistic is the number of wrong paragraphs with
    the trait: its distribution is the convolution of one hypergeometric distribution a document (the
    conditional test of Birch 1964 behind Cochran, Mantel and Haenszel). Documents of one paragraph are one stratum.
    """
    strata = _strata(groups)
    size, errors, having = (
        np.bincount(strata, weights=w).astype(np.int64) for w in (np.ones(len(wrong)), wrong, inside)
    )
    lowest, chances = 0, np.ones(1)
    for n, e, m in zip(size, errors, having, strict=True):
        first, mass = _hypergeometric(int(n), int(e), int(m))
        lowest, chances = lowest + first, np.convolve(chances, mass)
    values = lowest + np.arange(len(chances))
    mean = float(np.divide(errors * having, size, out=np.zeros(len(size)), where=size > 0).sum())
    seen = abs(float(wrong[inside].sum()) - mean) - 1e-9
    return float(min(1.0, chances[np.abs(values - mean) >= seen].sum()))


def _gap(errors: Floats, sizes: Floats, chosen: NDArray[np.intp]) -> Floats:
    """Return the difference of shares for each row of chosen documents."""
    wrong, all_ = errors[chosen].sum(axis=1), sizes[chosen].sum(axis=1)
    return np.asarray(wrong / all_ - (errors.sum() - wrong) / (sizes.sum() - all_), dtype=np.float64)


def _arrangements(documents: int, count: int) -> Iterator[NDArray[np.intp]]:
    every = combinations(range(documents), count)
    while block := list(islice(every, BLOCK)):
        yield np.array(block, dtype=np.intp)


def _strata(groups: Ints) -> Ints:
    alone = np.bincount(groups)[groups] == 1
    return np.where(alone, groups.max() + 1, groups)


def _hypergeometric(size: int, errors: int, having: int) -> tuple[int, Floats]:
    """Return the least number of errors among `having` of `size` paragraphs, and the chances from there on."""
    from scipy.special import gammaln

    low, high = max(0, errors + having - size), min(errors, having)
    if low == high:
        return low, np.ones(1)

    def ways(n: int, k: Floats) -> Floats:
        return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), dtype=np.float64)

    values = np.arange(low, high + 1, dtype=np.float64)
    logs = ways(errors, values) + ways(size - errors, having - values)
    mass = np.exp(logs - logs.max())
    return low, mass / mass.sum()
