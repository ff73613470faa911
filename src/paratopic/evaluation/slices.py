"""On which slices of the paragraphs is a model worse than elsewhere? Errors with intervals and tests."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import ParatopicWarning
from paratopic.evaluation.checks import Ints, as_groups, as_labels
from paratopic.evaluation.counts import paragraph_counts, scores, total
from paratopic.evaluation.intervals import Interval, bootstrap_metrics
from paratopic.evaluation.multiplicity import holm
from paratopic.evaluation.permutation import Bools, permute_documents, permute_within_documents

LEAST_PARAGRAPHS, LEAST_DOCUMENTS = 20, 3
"""What a slice, and the rest of the paragraphs, must have to be tested."""


@dataclass(frozen=True)
class Slice:
    """Some paragraphs: of a kind (length, genre, ...), with a name, as a mask (n,)."""

    kind: str
    name: str
    rows: Bools


@dataclass(frozen=True)
class SliceErrors:
    """A slice judged; `wrong` of its `paragraphs` have at least one wrong decision.

    `rate` is their share, `elsewhere` that share outside the slice. `p` is the permutation test's two-sided
    p-value and `p_holm` the same corrected over all slices tested, both None where the slice is too small.
    `macro_f1` is the mean over the topics that occur in the slice; `topics` has each one's positives and F1.
    Bounds of a slice of one document are nan.
    """

    kind: str
    name: str
    paragraphs: int
    documents: int
    wrong: int
    rate: Interval
    elsewhere: float
    p: float | None
    p_holm: float | None
    macro_f1: Interval | None
    topics: dict[str, tuple[int, Interval]]

    def worse(self, *, level: float = 0.05) -> bool:
        """Tell whether the slice is significantly worse than the rest."""
        return self.p_holm is not None and self.p_holm < level and self.rate.estimate > self.elsewhere


def judge_slices(
    targets: ArrayLike,
    predictions: ArrayLike,
    documents: Sequence[Any] | NDArray[Any],
    topics: Sequence[str],
    slices: Sequence[Slice],
    *,
    draws: int = 1000,
    seed: int = 0,
) -> list[SliceErrors]:
    """Return the errors of every slice that is not empty; targets and predictions are (n, topics).

    A trait that whole documents have is tested by permuting documents, any other by permuting paragraphs inside
    each document. Slices of fewer than 20 paragraphs or 3 documents are not tested.
    """
    truth = as_labels(targets, topics, name="targets")
    decided = as_labels(predictions, topics, name="predictions")
    groups, _ = as_groups(documents, len(truth))
    wrong = (truth != decided).any(axis=1).astype(np.int64)
    found = []
    for one in (one for one in slices if one.rows.any()):
        inside = np.flatnonzero(one.rows)
        rest = wrong[~one.rows]
        rate = _intervals(
            0 * wrong[inside, None], wrong[inside, None], groups[inside], ["wrong"], draws, seed
        )
        judged = SliceErrors(
            kind=one.kind,
            name=one.name,
            paragraphs=len(inside),
            documents=len(np.unique(groups[inside])),
            wrong=int(wrong[inside].sum()),
            rate=rate["hamming_loss"],
            elsewhere=float(rest.mean()) if len(rest) else float("nan"),
            p=_p_value(wrong, groups, one.rows, seed),
            p_holm=None,
            **_by_topic(truth[inside], decided[inside], groups[inside], topics, draws, seed),
        )
        found.append(judged)
    return _corrected(found)


def _by_topic(
    truth: Ints, decided: Ints, groups: Ints, topics: Sequence[str], draws: int, seed: int
) -> dict[str, Any]:
    having = [int(column) for column in np.flatnonzero(truth.any(axis=0))]
    if not having:
        return {"macro_f1": None, "topics": {}}
    named = [topics[k] for k in having]
    found = _intervals(truth[:, having], decided[:, having], groups, named, draws, seed)
    positives = truth[:, having].sum(axis=0).tolist()
    each = {topic: (n, found[f"f1/{topic}"]) for topic, n in zip(named, positives, strict=True)}
    return {"macro_f1": found["macro_f1"], "topics": each}


def _intervals(
    truth: Ints, decided: Ints, groups: Ints, topics: Sequence[str], draws: int, seed: int
) -> dict[str, Interval]:
    if len(np.unique(groups)) < 2:
        found = scores(total(paragraph_counts(truth, decided)), topics)
        nan = float("nan")
        return {name: Interval(float(v), nan, nan, 0.95, "none", 0, seed) for name, v in found.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ParatopicWarning)  # the table says how many documents there are
        return bootstrap_metrics(truth, decided, groups, topics, draws=draws, seed=seed)


def _p_value(wrong: Ints, groups: Ints, inside: Bools, seed: int) -> float | None:
    for rows in (inside, ~inside):
        if rows.sum() < LEAST_PARAGRAPHS or len(np.unique(groups[rows])) < LEAST_DOCUMENTS:
            return None
    size, having = np.bincount(groups), np.bincount(groups, weights=inside)
    whole = bool(((having == 0) | (having == size)).all()) and bool((size > 1).any())
    if whole:
        return permute_documents(wrong, groups, inside, seed=seed)
    return permute_within_documents(wrong, groups, inside)


def _corrected(found: list[SliceErrors]) -> list[SliceErrors]:
    tested = {row: one.p for row, one in enumerate(found) if one.p is not None}
    adjusted = dict(zip(tested, holm(list(tested.values())) if tested else [], strict=True))
    return [replace(one, p_holm=adjusted.get(row)) for row, one in enumerate(found)]
