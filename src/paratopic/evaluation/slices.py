"""On which slices of the paragraphs is a model worse than elsewhere? Errors with intervals and tests."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import ParatopicWarning
from paratopic.evaluation.checks import Floats, Ints, as_groups, as_labels
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

    `rate` is their share, `elsewhere` that share outside the slice. `decisions` counts its wrong decisions and
    `expected` how many there would be if each topic and label cost as much here as in all paragraphs. `p` is the
    permutation test's two-sided p-value of that difference and `p_holm` the same corrected over all slices
    tested, both None where the slice is too small. `macro_f1` is the mean over the topics that occur in the
    slice; `topics` has each one's positives and F1. Bounds of a slice of one document are nan.
    """

    kind: str
    name: str
    paragraphs: int
    documents: int
    wrong: int
    rate: Interval
    elsewhere: float
    decisions: int
    expected: float
    macro_f1: Interval | None
    topics: dict[str, tuple[int, Interval]]
    p: float | None = None
    p_holm: float | None = None

    def worse(self, *, level: float = 0.05) -> bool:
        """Tell whether the slice has significantly more wrong decisions than its labels explain."""
        return self.p_holm is not None and self.p_holm < level and self.decisions > self.expected


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
    kept = [one for one in slices if one.rows.any()]
    wrong = (truth != decided).astype(np.int64)
    expected = expected_errors(truth, wrong)
    found = [_judge(one, truth, decided, expected, groups, topics, draws, seed) for one in kept]
    p_values = _p_values(wrong.sum(axis=1) - expected, groups, [one.rows for one in kept], seed)
    adjusted = dict(zip(p_values, holm(list(p_values.values())) if p_values else [], strict=True))
    return [replace(one, p=p_values.get(row), p_holm=adjusted.get(row)) for row, one in enumerate(found)]


def expected_errors(targets: Ints, wrong: Ints) -> Floats:
    """Return how many wrong decisions each paragraph's labels let expect, (n,).

    Each decision counts as wrong as often as decisions on its topic and label are in all paragraphs (indirect
    standardisation), so that paragraphs with many topics are not worse for that alone.
    """
    mean = [np.divide((wrong * on).sum(0), on.sum(0), where=on.any(0), out=np.zeros(wrong.shape[1]))
            for on in (1 - targets, targets)]  # fmt: skip
    return np.asarray(np.where(targets == 1, mean[1], mean[0]).sum(axis=1), dtype=np.float64)


def _judge(
    one: Slice,
    truth: Ints,
    decided: Ints,
    expected: Floats,
    groups: Ints,
    topics: Sequence[str],
    draws: int,
    seed: int,
) -> SliceErrors:
    inside = np.flatnonzero(one.rows)
    wrong = truth != decided
    any_wrong = wrong.any(axis=1).astype(np.int64)
    here, rest = any_wrong[inside, None], any_wrong[~one.rows]
    rate = _intervals(0 * here, here, groups[inside], ["wrong"], draws, seed)
    return SliceErrors(
        kind=one.kind,
        name=one.name,
        paragraphs=len(inside),
        documents=len(np.unique(groups[inside])),
        wrong=int(here.sum()),
        rate=rate["hamming_loss"],
        elsewhere=float(rest.mean()) if len(rest) else float("nan"),
        decisions=int(wrong[inside].sum()),
        expected=float(expected[inside].sum()),
        **_by_topic(truth[inside], decided[inside], groups[inside], topics, draws, seed),
    )


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


def _p_values(excess: Floats, groups: Ints, masks: Sequence[Bools], seed: int) -> dict[int, float]:
    """Return {slice number: p-value} of the slices that are large enough."""
    large = [row for row, inside in enumerate(masks) if _large(inside, groups) and _large(~inside, groups)]
    whole = [row for row in large if _whole(masks[row], groups)]
    found = {row: permute_documents(excess, groups, masks[row], seed=seed) for row in whole}
    others = [row for row in large if row not in found]
    if others:
        p_values = permute_within_documents(
            excess, groups, np.stack([masks[row] for row in others]), seed=seed
        )
        found.update(zip(others, p_values.tolist(), strict=True))
    return {row: found[row] for row in large}


def _large(rows: Bools, groups: Ints) -> bool:
    return bool(rows.sum() >= LEAST_PARAGRAPHS and len(np.unique(groups[rows])) >= LEAST_DOCUMENTS)


def _whole(inside: Bools, groups: Ints) -> bool:
    """Tell whether the trait is one of whole documents of several paragraphs."""
    size, having = np.bincount(groups), np.bincount(groups, weights=inside)
    return bool(((having == 0) | (having == size)).all() and (size > 1).any())
