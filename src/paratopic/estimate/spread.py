"""From influences to covariances: how far an estimate would move if the sample were drawn again.

An estimate is, to first order, a sum of one influence a coded paragraph. `lift` turns influences (rows, groups)
into a matrix whose cross product is their covariance between groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import Sample
from paratopic.evaluation.checks import Floats, Ints

QUARTER = 0.25


class Spread(Protocol):
    """What is uncertain: which paragraphs were coded, or also which documents were written."""

    def lift(self, influence: Floats, corpus_part: Floats | None = None) -> Floats:
        """Return a matrix L of influences (rows, groups) such that L'L is their covariance."""
        ...

    def floor(self) -> Floats:
        """Return by group the variance of a quarter of an error: added so that no errors seen do not mean none."""
        ...


@dataclass(frozen=True, slots=True)
class DesignSpread:
    """The corpus is fixed and only the coded sample is random: with finite-population correction.

    Units (paragraphs or documents) of one stratum are taken as a simple random sample without replacement;
    groups that cut through strata are domains (Särndal, Swensson and Wretman 1992, chapters 5 and 10).
    """

    sample: Sample
    groups: int

    def lift(self, influence: Floats, corpus_part: Floats | None = None) -> Floats:
        """Sum by unit, centre by stratum, scale by (1 - inclusion) m / (m - 1) and the group's own n / (n - 1)."""
        sample = self.sample
        units = _sum_rows(sample.unit, influence)
        first = np.unique(sample.unit, return_index=True)[1]
        stratum, inclusion = sample.stratum[first], sample.inclusion[first]
        members = np.bincount(stratum)
        centre = _sum_rows(stratum, units) / members[:, None]
        centre[members == 1] = 0
        factor = np.where(members > 1, members / np.maximum(members - 1, 1), 1.0)[stratum]
        lifted = (units - centre[stratum]) * np.sqrt((1 - inclusion) * factor)[:, None]
        return np.asarray(lifted * _own_factor(sample.group, sample.unit, self.groups), dtype=np.float64)

    def floor(self) -> Floats:
        """Return a quarter of a squared error at the group's mean weight."""
        return _quarter_error(self.sample, 1 - self.sample.inclusion, self.groups)


@dataclass(frozen=True, slots=True)
class ProcessSpread:
    """The documents too are a sample, of what the same sources write: clustered by document, no correction."""

    sample: Sample
    corpus: Corpus

    def lift(self, influence: Floats, corpus_part: Floats | None = None) -> Floats:
        """Sum by document, add what the uncoded paragraphs contribute, scale by C / (C - 1)."""
        clusters = self.corpus.clusters
        if clusters is None:
            raise ValueError("summarise the corpus with clusters=True")
        summed = np.zeros(clusters.shape[:2])
        np.add.at(summed, self.sample.cluster, influence)
        if corpus_part is not None:
            summed += corpus_part
        used = clusters[..., 0].sum(axis=1) > 0
        factor = used.sum() / max(used.sum() - 1, 1)
        own = _own_factor(self.sample.group, self.sample.cluster, len(self.corpus.groups))
        return np.asarray(summed[used] * np.sqrt(factor) * own, dtype=np.float64)

    def floor(self) -> Floats:
        """Return a quarter of a squared error at the group's mean weight."""
        return _quarter_error(self.sample, np.ones(len(self.sample.group)), len(self.corpus.groups))


def units_by_group(group: Ints, unit: Ints, groups: int) -> Floats:
    """Return how many units of the sample fall into each group."""
    pairs = np.unique(group * (unit.max() + 1) + unit) // (unit.max() + 1)
    return np.bincount(pairs, minlength=groups).astype(np.float64)


def _own_factor(group: Ints, unit: Ints, groups: int) -> Floats:
    """Return the root of n_g / (n_g - 1) over n / (n - 1), so that small groups pay for their own mean."""
    own, everything = units_by_group(group, unit, groups), len(np.unique(unit))
    ratio = np.where(own > 1, own / np.maximum(own - 1, 1), 1.0) * (max(everything - 1, 1) / everything)
    return np.sqrt(ratio)


def _quarter_error(sample: Sample, factor: Floats, groups: int) -> Floats:
    count = np.bincount(sample.group, minlength=groups)
    squares = np.bincount(sample.group, weights=factor * sample.weight**2, minlength=groups)
    total = np.bincount(sample.group, weights=sample.weight, minlength=groups)
    return np.asarray(QUARTER * squares / np.maximum(count, 1) / total**2, dtype=np.float64)


def _sum_rows(codes: Ints, values: Floats) -> Floats:
    return np.column_stack([np.bincount(codes, weights=column) for column in values.T])
