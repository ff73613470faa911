"""Annotations as arrays: who answered what on which paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paratopic.codebook.annotation.agreement.label_sets import LabelSet
from paratopic.errors import AnnotationError
from paratopic.schema import Annotation


@dataclass(frozen=True)
class Coded:
    """Answers by paragraph, coder and topic.

    `answers` is (topics, paragraphs, coders) with 1, 0 and nan for not shown or not answered; `clusters` gives
    the number of each paragraph's document. `sets` are the label sets that occur, and `set_counts`
    (paragraphs, sets) counts the coders who gave one; a coder who did not answer every topic gives none.
    """

    topics: tuple[str, ...]
    ids: tuple[str, ...]
    coders: tuple[str, ...]
    answers: NDArray[np.float64]
    clusters: NDArray[np.intp]
    sets: tuple[LabelSet, ...]
    set_counts: NDArray[np.float64]


def arrange(
    annotations: Iterable[Annotation],
    *,
    topics: Sequence[str],
    documents: Mapping[str, str] | None = None,
    coders: Sequence[str] | None = None,
) -> Coded:
    """Return annotations as arrays; raise AnnotationError where fewer than two coders are left."""
    chosen = [one for one in annotations if coders is None or one.coder in coders]
    names = tuple(sorted({one.coder for one in chosen}))
    if len(names) < 2:
        raise AnnotationError(
            f"agreement needs two coders or more, found {', '.join(names) or 'none'}; merge their files first."
        )
    ids = tuple(dict.fromkeys(one.id for one in chosen))
    answers = _answers(chosen, tuple(topics), ids, names)
    sets, set_counts = _sets(answers, tuple(topics))
    groups = [(documents or {}).get(key) or key.rpartition("#")[0] or key for key in ids]
    clusters = np.unique(groups, return_inverse=True)[1]
    return Coded(tuple(topics), ids, names, answers, clusters, sets, set_counts)


def _answers(
    annotations: list[Annotation], topics: tuple[str, ...], ids: tuple[str, ...], coders: tuple[str, ...]
) -> NDArray[np.float64]:
    answers = np.full((len(topics), len(ids), len(coders)), np.nan)
    row = {key: number for number, key in enumerate(ids)}
    for one in annotations:
        if one.value is not None:
            answers[topics.index(one.topic), row[one.id], coders.index(one.coder)] = one.value
    return answers


def _sets(
    answers: NDArray[np.float64], topics: tuple[str, ...]
) -> tuple[tuple[LabelSet, ...], NDArray[np.float64]]:
    given: defaultdict[LabelSet, list[int]] = defaultdict(list)
    complete = ~np.isnan(answers).any(axis=0)
    for row, coder in zip(*np.nonzero(complete), strict=True):
        chosen = frozenset(
            topic for topic, value in zip(topics, answers[:, row, coder], strict=True) if value
        )
        given[chosen].append(int(row))
    counts = np.zeros((answers.shape[1], len(given)))
    for column, rows in enumerate(given.values()):
        np.add.at(counts[:, column], rows, 1)
    return tuple(given), counts
