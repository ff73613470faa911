"""The agreement of a study: every coefficient with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from paratopic.codebook.annotation.agreement import units
from paratopic.codebook.annotation.agreement.bootstrap import interval, resamples
from paratopic.codebook.annotation.agreement.coded import Coded, arrange
from paratopic.codebook.annotation.agreement.label_sets import alpha_of_sets, distance_matrix
from paratopic.schema import Annotation

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its percentile interval from a bootstrap over documents."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TopicAgreement:
    """The agreement on one topic; `kappa` by pair of coders, `prevalence` the share of positive answers."""

    topic: str
    units: int
    percent: Interval
    alpha: Interval
    ac1: Interval
    kappa: Mapping[tuple[str, str], Interval]
    prevalence: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on every topic, and alpha with MASI distance on the sets of topics."""

    coders: tuple[str, ...]
    paragraphs: int
    documents: int
    topics: tuple[TopicAgreement, ...]
    sets: Interval


def agreement(
    annotations: Iterable[Annotation],
    *,
    topics: Sequence[str],
    documents: Mapping[str, str] | None = None,
    coders: Sequence[str] | None = None,
    draws: int,
    level: float,
    seed: int,
) -> Agreement:
    """Return percent agreement, kappa, alpha and AC1 by topic, and alpha of label sets.

    `documents` maps paragraph ids to documents, from which the bootstrap draws; without it the id's part
    before `#` counts. Raises AnnotationError where fewer than two coders answered.
    """
    coded = arrange(annotations, topics=topics, documents=documents, coders=coders)
    rows = resamples(coded.clusters, draws=draws, seed=seed)
    distances = distance_matrix(coded.sets)

    def estimate(statistic: Callable[[Rows], float]) -> Interval:
        return Interval(statistic(np.arange(len(coded.ids))), *interval(statistic, rows, level=level))

    return Agreement(
        coders=coded.coders,
        paragraphs=len(coded.ids),
        documents=int(coded.clusters.max()) + 1,
        topics=tuple(_topic(coded, number, estimate) for number in range(len(coded.topics))),
        sets=estimate(lambda chosen: alpha_of_sets(coded.set_counts[chosen], distances)),
    )


def _topic(
    coded: Coded, number: int, estimate: Callable[[Callable[[Rows], float]], Interval]
) -> TopicAgreement:
    answers = coded.answers[number]
    counts = units.category_counts(answers, 2)
    pairs = list(combinations(range(len(coded.coders)), 2))
    return TopicAgreement(
        topic=coded.topics[number],
        units=int((counts.sum(axis=1) >= 2).sum()),
        percent=estimate(lambda rows: units.percent_agreement(counts[rows])),
        alpha=estimate(lambda rows: units.krippendorff_alpha(counts[rows])),
        ac1=estimate(lambda rows: units.gwet_ac1(counts[rows])),
        kappa={
            (coded.coders[a], coded.coders[b]): estimate(_kappa(answers[:, a], answers[:, b]))
            for a, b in pairs
        },
        prevalence=float(np.nanmean(answers)) if not np.isnan(answers).all() else float("nan"),
    )


def _kappa(first: units.Floats, second: units.Floats) -> Callable[[Rows], float]:
    return lambda rows: units.cohen_kappa(first[rows], second[rows], 2)
