"""Turn fits into the rows of a result: every group, all groups together, differences and trends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from paratopic.estimate import contrasts
from paratopic.estimate.contrasts import Contrast, combine
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import Sample, group_name
from paratopic.estimate.estimators import Fit
from paratopic.estimate.request import Request
from paratopic.estimate.result import Change, Share
from paratopic.evaluation.checks import Floats
from paratopic.evaluation.multiplicity import holm

THIN = 5


def wanted_contrasts(corpus: Corpus, request: Request) -> list[Contrast]:
    """Return the differences and trends that were asked for."""
    return [
        *contrasts.differences(corpus, request.by, request.compare),
        *contrasts.trends(corpus, request.by, request.trend),
    ]


def cells(corpus: Corpus) -> list[tuple[str, Floats]]:
    """Return the name and weights of every group, and first of all groups together where there are several."""
    found = [(group_name(group), np.eye(len(corpus.groups))[i]) for i, group in enumerate(corpus.groups)]
    return [("all", contrasts.overall(corpus).weights), *found] if len(found) > 1 else found


def share_level(corpus: Corpus, request: Request) -> float:
    """Return the level of each interval: stricter (Bonferroni) where all are to hold at once."""
    count = len(corpus.topics) * len(cells(corpus))
    return 1 - (1 - request.level) / count if request.simultaneous else request.level


def share_rows(topic: str, fit: Fit, corpus: Corpus, *, level: float) -> list[Share]:
    """Return one topic's shares; without a coded sample there is nothing to set beside them."""
    found = []
    for name, weights in cells(corpus):
        one = combine(fit, weights, level=level)
        share, low, high = (float(np.clip(value, 0, 1)) for value in (one.value, one.low, one.high))
        size, tuning = int(corpus.size[weights > 0].sum()), float(weights @ fit.tuning)
        found.append(
            Share(topic, name, share, low, high, one.standard_error, size, 0, 0, tuning, None, None, False)
        )
    return found


def beside_gold(
    rows: Sequence[Share], alone: Fit, labels: Floats, corpus: Corpus, sample: Sample, *, level: float
) -> list[Share]:
    """Set beside one topic's shares how many paragraphs were coded and what they say by themselves."""
    found = []
    for row, (_, weights) in zip(rows, cells(corpus), strict=True):
        gold = combine(alone, weights, level=level)
        inside = weights[sample.group] > 0
        coded, positive = int(inside.sum()), int(labels[inside].sum())
        low, high = (float(np.clip(value, 0, 1)) for value in (gold.low, gold.high))
        thin = min(positive, coded - positive) < THIN
        found.append(replace(row, coded=coded, positive=positive, gold_low=low, gold_high=high, thin=thin))
    return found


def change_rows(topic: str, fit: Fit, wanted: Sequence[Contrast], *, level: float) -> list[Change]:
    """Return one topic's differences and trends, not yet corrected for their number."""
    found = []
    for one in wanted:
        c = combine(fit, one.weights, level=level)
        found.append(Change(topic, one.kind, one.name, c.value, c.low, c.high, c.p_value, c.p_value))
    return found


def correct(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Adjust the p-values of all changes of a request together (Holm)."""
    adjusted = holm([one.p_value for one in changes])
    return tuple(replace(one, p_adjusted=p) for one, p in zip(changes, adjusted, strict=True))
