"""True and false positives: what F1, precision, recall, exact match and Hamming loss are made of.

Every count metric in the package comes from `scores`, so a run, its interval and its comparison agree.
Arrays may have leading axes (documents, bootstrap draws), which lets thousands of draws be scored at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paratopic.evaluation.checks import Floats, Ints

Absent = NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over some paragraphs; tp, fp and fn have shape (..., topics), exact and size (...).

    `none` (..., 3) are tp, fp and fn of having no topic at all, taken as one topic more.
    """

    tp: Floats
    fp: Floats
    fn: Floats
    exact: Floats
    size: Floats
    none: Floats

    def matrix(self) -> Floats:
        """Return all counts side by side, (..., 3 * topics + 5)."""
        return np.concatenate(
            [self.tp, self.fp, self.fn, self.exact[..., None], self.size[..., None], self.none], axis=-1
        )

    @classmethod
    def from_matrix(cls, matrix: Floats) -> Counts:
        """Undo `matrix`."""
        topics = (matrix.shape[-1] - 5) // 3
        tp, fp, fn = (matrix[..., i * topics : (i + 1) * topics] for i in range(3))
        return cls(tp, fp, fn, matrix[..., -5], matrix[..., -4], matrix[..., -3:])


def paragraph_counts(targets: Ints, predictions: Ints) -> Counts:
    """Count each paragraph on its own."""
    tp = (targets * predictions).astype(np.float64)
    fp, fn = predictions - tp, targets - tp
    exact = (targets == predictions).all(axis=1).astype(np.float64)
    empty, none = (~matrix.any(axis=1) for matrix in (targets, predictions))
    right = np.stack([empty & none, ~empty & none, empty & ~none], axis=1).astype(np.float64)
    return Counts(tp, fp, fn, exact, np.ones(len(targets)), right)


def document_counts(targets: Ints, predictions: Ints, groups: Ints, documents: int) -> Counts:
    """Sum the counts of each document's paragraphs; `groups` numbers the document of each paragraph."""
    each = paragraph_counts(targets, predictions).matrix()
    columns = [np.bincount(groups, weights=column, minlength=documents) for column in each.T]
    return Counts.from_matrix(np.column_stack(columns))


def total(counts: Counts) -> Counts:
    """Sum over the leading axis."""
    return Counts.from_matrix(counts.matrix().sum(axis=0))


def scores(counts: Counts, topics: Sequence[str], *, absent: Absent = None) -> dict[str, Floats]:
    """Return every count metric by its stable name; a ratio 0/0 is 0, as in scikit-learn's zero_division=0.

    So a topic without positives and without predictions has F1 0 and lowers the macro average; it is counted
    in the metric `topics_without_positives`, which is what to look at before believing a macro average.
    With `absent` (see `topic_mean`) a draw's macro averages pass over the topics that the draw has lost.
    """
    tp, fp, fn = counts.tp, counts.fp, counts.fn
    found = {
        "precision": _ratio(tp, tp + fp),
        "recall": _ratio(tp, tp + fn),
        "f1": _ratio(2 * tp, 2 * tp + fp + fn),
    }
    tps, fps, fns = tp.sum(-1), fp.sum(-1), fn.sum(-1)
    micro = {
        "precision": _ratio(tps, tps + fps),
        "recall": _ratio(tps, tps + fns),
        "f1": _ratio(2 * tps, 2 * tps + fps + fns),
    }
    result = {f"macro_{name}": topic_mean(value, counts, absent) for name, value in found.items()}
    result |= {f"micro_{name}": value for name, value in micro.items()}
    result |= _with_none(counts, result["macro_f1"], absent)
    result["exact_match"] = _ratio(counts.exact, counts.size)
    result["hamming_loss"] = _ratio(fps + fns, counts.size * len(topics))
    for name, value in found.items():
        result |= {f"{name}/{topic}": value[..., i] for i, topic in enumerate(topics)}
    return result


def macro_f1(counts: Counts, *, absent: Absent = None) -> Floats:
    """Return `scores(...)["macro_f1"]` alone, several times faster."""
    return topic_mean(_ratio(2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn), counts, absent)


def absent_topics(counts: Counts) -> NDArray[np.bool_]:
    """Return the topics without positives in a whole sample, (topics,)."""
    return np.asarray(counts.tp + counts.fn == 0)


def topic_mean(values: Floats, counts: Counts, absent: Absent = None) -> Floats:
    """Return the mean over topics of values (..., topics), in a draw over those topics that it has.

    A draw of documents may lose the few positives of a rare topic. Its F1 would be 0 there, though the sample
    says nothing of the kind: with dozens of rare topics every draw would lie below the estimate. `absent` are
    the topics that the sample itself lacks: they count as 0 in estimate and draws. None for the sample itself.
    """
    if absent is None:
        return np.asarray(values.mean(-1))
    kept = (counts.tp + counts.fn > 0) | absent
    return np.asarray((values * kept).sum(-1) / np.maximum(kept.sum(-1), 1))


def _with_none(counts: Counts, macro: Floats, absent: Absent) -> dict[str, Floats]:
    """Return F1 with "none" as one topic more, as LexGLUE (Chalkidis and others 2022) reports UNFAIR-ToS."""
    tp, fp, fn = np.moveaxis(counts.none, -1, 0)
    none = _ratio(2 * tp, 2 * tp + fp + fn)
    hits, misses = counts.tp.sum(-1) + tp, counts.fp.sum(-1) + counts.fn.sum(-1) + fp + fn
    kept = counts.tp.shape[-1] if absent is None else ((counts.tp + counts.fn > 0) | absent).sum(-1)
    return {
        "micro_f1_with_none": _ratio(2 * hits, 2 * hits + misses),
        "macro_f1_with_none": (macro * kept + none) / (kept + 1),
    }


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    return np.divide(above, below, out=np.zeros_like(below), where=below > 0)
