"""Four ways from predictions and a coded sample to a share, each for one topic and all groups.

y is a label, f the prediction that helps (a probability or a decision), w = 1 / inclusion, F the mean of f over
all paragraphs of a group. Sums over coded paragraphs are weighted by w and divided by the sum of w (Hájek).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import Sample
from paratopic.estimate.spread import Spread, units_by_group
from paratopic.evaluation.checks import Floats

OWN_ROWS, OWN_UNITS = 20, 50
"""A group has its own power tuning with so many coded rows that have the topic, as many that lack it, and units."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One topic: labels and predictions of the coded rows (n,), means over the corpus by group (G,)."""

    y: Floats
    f: Floats
    d: Floats
    means: Floats
    decided: Floats
    topic: str
    column: int
    predictor: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Shares by group (G,), their covariance (G, G), degrees of freedom (G,), weight of the predictions (G,).

    `floor` (G,) is the variance that a quarter of an error more would add to each group.
    """

    share: Floats
    covariance: Floats
    freedom: Floats
    tuning: Floats
    floor: Floats


Estimator = Callable[[Problem, Corpus, Sample, Spread], Fit]


def problem(corpus: Corpus, sample: Sample, column: int, *, predictor: str) -> Problem:
    """Pick one topic out of corpus and sample."""
    size = corpus.size
    decided, probable = corpus.decision[:, column] / size, corpus.probability[:, column] / size
    means, f = (decided, sample.d) if predictor == "decision" else (probable, sample.p)
    y, d = sample.y[:, column], sample.d[:, column]
    return Problem(y, f[:, column], d, means, decided, corpus.topics[column], column, predictor)


def gold_alone(one: Problem, corpus: Corpus, sample: Sample, spread: Spread) -> Fit:
    """Use the coded sample and no predictions: the mean of y."""
    share, influence = hajek(one.y, sample, len(corpus.groups))
    return _fit(share, spread.lift(influence), corpus, sample, spread, extra=0, tuning=np.zeros(len(share)))


def ppi(one: Problem, corpus: Corpus, sample: Sample, spread: Spread) -> Fit:
    """Power-tuned prediction-powered inference: tuning * F + mean(y - tuning * f).

    The tuning minimises the estimated variance, which is that of the coded sample alone at tuning 0
    (Angelopoulos, Duchi and Zrnic 2023); with the sample inside the corpus this is survey regression.
    """
    groups = len(corpus.groups)
    mean_y, of_y = hajek(one.y, sample, groups)
    mean_f, of_f = hajek(one.f, sample, groups)
    lifted_y, lifted_f = spread.lift(of_y), spread.lift(of_f, -_corpus_part(one, corpus))
    both, alone = (lifted_y * lifted_f).sum(axis=0), (lifted_f**2).sum(axis=0)
    having = np.bincount(sample.group, weights=one.y, minlength=groups)
    rarer = np.minimum(having, np.bincount(sample.group, minlength=groups) - having)
    units = units_by_group(sample.group, sample.unit, groups)
    own = ((rarer >= OWN_ROWS) & (units >= OWN_UNITS)) | (groups == 1)
    shares = corpus.size / corpus.size.sum()
    pooled = _ratio((shares**2 * both).sum(), (shares**2 * alone).sum())
    tuning = np.where(own, _ratio(both, alone), pooled)
    extra = np.where(own, 1.0, units / units.sum())  # a pooled coefficient costs each group its part of one
    share = mean_y + tuning * (one.means - mean_f)
    return _fit(share, lifted_y - tuning * lifted_f, corpus, sample, spread, extra=extra, tuning=tuning)


def dsl(one: Problem, corpus: Corpus, sample: Sample, spread: Spread) -> Fit:
    """Design-based supervised learning: predictions fitted by a line on other folds, plus the mean residual.

    Folds are whole units of the sample, so that the line that predicts a paragraph never saw it (Egami, Hinck,
    Stewart and Wei 2023); validity rests on the inclusion probabilities alone, however bad the line.
    """
    if (sample.inclusion == 1).all():  # a census needs no predictions, and folds would add their own noise
        return gold_alone(one, corpus, sample, spread)
    fold = sample.unit % FOLDS
    fitted, offset, slope = np.zeros(len(one.y)), 0.0, 0.0
    for k in range(FOLDS):
        inside = fold == k
        if not inside.any() or inside.all():
            continue
        a, b = _line(one.f[~inside], one.y[~inside], sample.weight[~inside])
        fitted[inside] = a + b * one.f[inside]
        part = sample.weight[inside].sum() / sample.weight.sum()
        offset, slope = offset + part * a, slope + part * b
    residual, influence = hajek(one.y - fitted, sample, len(corpus.groups))
    lifted = spread.lift(influence, slope * _corpus_part(one, corpus))
    share = offset + slope * one.means + residual
    return _fit(share, lifted, corpus, sample, spread, extra=0, tuning=np.full(len(share), slope))


def rogan_gladen(one: Problem, corpus: Corpus, sample: Sample, spread: Spread) -> Fit:
    """Adjust the share of decisions by sensitivity and false-positive rate (Rogan and Gladen 1978).

    Both are taken from all coded paragraphs together: the method assumes that they are the same in every group.
    """
    w, y, d = sample.weight, one.y, one.d
    if not (0 < y.mean() < 1):
        raise EstimateError(
            f"the adjustment for misclassification needs coded paragraphs with and without {one.topic}, found "
            f"{int(y.sum())} of {len(y)} with it; code more, or take --method ppi."
        )
    sensitivity, false_positive = np.average(d, weights=w * y), np.average(d, weights=w * (1 - y))
    gap = sensitivity - false_positive
    if gap < 0.05:
        raise EstimateError(
            f"the classifier finds {one.topic} no better than chance in the coded paragraphs (it marks "
            f"{sensitivity:.0%} of those with it, {false_positive:.0%} of those without); take --method ppi."
        )
    share = (one.decided - false_positive) / gap
    of_sensitivity = w * y * (d - sensitivity) / (w * y).sum()
    of_false = w * (1 - y) * (d - false_positive) / (w * (1 - y)).sum()
    influence = -(np.outer(of_sensitivity, share) + np.outer(of_false, 1 - share)) / gap
    lifted = spread.lift(influence, _decided_part(one, corpus) / gap)
    freedom = np.full(len(share), max(len(np.unique(sample.unit)) - 2.0, 1.0))
    tuning = np.full(len(share), 1 / gap)
    return Fit(np.clip(share, 0, 1), lifted.T @ lifted, freedom, tuning, np.zeros(len(share)))


def hajek(values: Floats, sample: Sample, groups: int) -> tuple[Floats, Floats]:
    """Return weighted means by group (G,) and the influence of each coded row on them (n, G)."""
    w, g = sample.weight, sample.group
    total = np.bincount(g, weights=w, minlength=groups)
    mean = np.bincount(g, weights=w * values, minlength=groups) / np.where(total > 0, total, np.nan)
    influence = np.zeros((len(values), groups))
    influence[np.arange(len(values)), g] = w * (values - mean[g]) / total[g]
    return mean, influence


def _fit(
    share: Floats,
    lifted: Floats,
    corpus: Corpus,
    sample: Sample,
    spread: Spread,
    *,
    extra: Floats | float,
    tuning: Floats,
) -> Fit:
    units = units_by_group(sample.group, sample.unit, len(corpus.groups))
    strata = units_by_group(sample.group, sample.stratum, len(corpus.groups))
    freedom = np.maximum(units - strata - extra, 1.0)
    lifted = lifted * np.sqrt(np.maximum(units - strata, 1.0) / freedom)
    return Fit(share, lifted.T @ lifted, freedom, tuning, spread.floor())


def _corpus_part(one: Problem, corpus: Corpus) -> Floats:
    """Return what each document's predictions add to the group's mean, (C, G); empty without clusters."""
    if corpus.clusters is None:
        return np.zeros((0, len(corpus.groups)))
    place = 1 + one.column + (len(corpus.topics) if one.predictor == "decision" else 0)
    return (corpus.clusters[..., place] - corpus.clusters[..., 0] * one.means) / corpus.size


def _decided_part(one: Problem, corpus: Corpus) -> Floats:
    if corpus.clusters is None:
        return np.zeros((0, len(corpus.groups)))
    sums = corpus.clusters[..., 1 + one.column + len(corpus.topics)]
    return (sums - corpus.clusters[..., 0] * one.decided) / corpus.size


def _line(f: Floats, y: Floats, w: Floats) -> tuple[float, float]:
    """Return intercept and slope of the weighted least-squares line."""
    mean_f, mean_y = np.average(f, weights=w), np.average(y, weights=w)
    slope = float(_ratio(np.sum(w * (f - mean_f) * (y - mean_y)), np.sum(w * (f - mean_f) ** 2)))
    return float(mean_y - slope * mean_f), slope


def _ratio(above: Floats | np.float64, below: Floats | np.float64) -> Floats:
    a, b = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    return np.divide(a, b, out=np.zeros_like(b), where=b > 1e-300)
