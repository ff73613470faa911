"""Draw whole documents with replacement, and turn draws into an interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from paratopic.errors import ConfigError, DatasetError
from paratopic.evaluation.checks import Floats

BLOCK = 256
KEPT = 1_000_000
METHODS = ("percentile", "bca")
Make = Callable[[int, int, int], Iterator[Floats]]


def document_draws(documents: int, *, draws: int, seed: int) -> Iterator[Floats]:
    """Yield blocks of shape (draws in block, documents): how often each document was drawn."""
    if documents < 2:
        raise DatasetError(
            f"expected at least 2 documents to resample, found {documents}; an interval needs more documents."
        )
    return _kept_or_made(_drawn, documents, draws, seed)


def document_swaps(documents: int, *, draws: int, seed: int) -> Iterator[Floats]:
    """Yield blocks of shape (draws in block, documents): 1 where two models change places in a document."""
    return _kept_or_made(_swapped, documents, draws, seed)


def _kept_or_made(make: Make, documents: int, draws: int, seed: int) -> Iterator[Floats]:
    """Keep small blocks: a comparison of many models takes the same ones again and again."""
    if documents * draws <= KEPT:
        return iter(_kept(make, documents, draws, seed))
    return make(documents, draws, seed)


@lru_cache(maxsize=8)
def _kept(make: Make, documents: int, draws: int, seed: int) -> tuple[Floats, ...]:
    blocks = tuple(make(documents, draws, seed))
    for block in blocks:
        block.setflags(write=False)
    return blocks


def _drawn(documents: int, draws: int, seed: int) -> Iterator[Floats]:
    rng = np.random.default_rng(seed)
    chances = np.full(documents, 1 / documents)
    for start in range(0, draws, BLOCK):
        yield rng.multinomial(documents, chances, size=min(BLOCK, draws - start)).astype(np.float64)


def _swapped(documents: int, draws: int, seed: int) -> Iterator[Floats]:
    rng = np.random.default_rng([seed, 1])
    for start in range(0, draws, BLOCK):
        yield rng.integers(0, 2, size=(min(BLOCK, draws - start), documents)).astype(np.float64)


def bounds(
    values: Floats, estimate: Floats, *, level: float, method: str, jackknife: Callable[[], Floats]
) -> tuple[Floats, Floats]:
    """Return lower and upper bounds of each statistic from its draws of shape (draws, statistics).

    `percentile`, or `bca`: bias-corrected and accelerated (Efron 1987), the acceleration from leaving out
    one document at a time; `jackknife` gives those values, (documents, statistics), and is called only then.
    """
    check_bounds(level=level, method=method)
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    ordered = np.sort(values, axis=0)
    if method == "percentile":
        shares = np.repeat(tails[:, None], values.shape[1], axis=1)
    else:
        shares = _bca_shares(values, estimate, tails, jackknife())
    low, high = (_quantiles(ordered, share) for share in shares)
    return low, high


def check_bounds(*, level: float, method: str) -> None:
    """Raise ConfigError at a level outside (0, 1) or a method that there is not."""
    if method not in METHODS or not 0 < level < 1:
        raise ConfigError(f"expected method percentile or bca and 0 < level < 1, found {method}, {level:g}.")


def _bca_shares(values: Floats, estimate: Floats, tails: Floats, left_out: Floats) -> Floats:
    below = (values < estimate).mean(axis=0) + 0.5 * (values == estimate).mean(axis=0)
    normal = NormalDist()
    edge = 0.5 / len(values)
    z0 = np.array([normal.inv_cdf(float(np.clip(b, edge, 1 - edge))) for b in below])
    gaps = left_out.mean(axis=0) - left_out
    cubes, squares = (gaps**3).sum(axis=0), (gaps**2).sum(axis=0)
    acceleration = np.divide(cubes, 6 * squares**1.5, out=np.zeros_like(cubes), where=squares > 1e-30)
    z = np.array([normal.inv_cdf(t) for t in tails])[:, None]
    shifted = z0 + (z0 + z) / (1 - acceleration * (z0 + z))
    return np.asarray(np.vectorize(normal.cdf)(shifted), dtype=np.float64)


def _quantiles(ordered: Floats, shares: Floats) -> Floats:
    """Return the quantile of each column at its own share (linear between order statistics)."""
    place = shares * (len(ordered) - 1)
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, len(ordered) - 1)
    columns = np.arange(ordered.shape[1])
    part = place - low
    return ordered[low, columns] * (1 - part) + ordered[high, columns] * part
