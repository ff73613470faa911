"""Precision-recall and reliability: one topic at a time, weighted so that a bootstrap can reuse them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paratopic.evaluation.checks import Floats, Ints


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """A step for each distinct score, from the highest down; paragraphs with score >= threshold are taken."""

    threshold: Floats
    precision: Floats
    recall: Floats


@dataclass(frozen=True, slots=True)
class Reliability:
    """Equal-mass bins: mean probability, share of positives and number of paragraphs in each."""

    confidence: Floats
    frequency: Floats
    size: Floats

    @property
    def error(self) -> float:
        """Return the expected calibration error: the mean gap |frequency - confidence|, weighted by size."""
        gaps = np.abs(self.frequency - self.confidence)
        return float(np.average(gaps, weights=self.size))


def precision_recall(targets: Ints, scores: Floats, *, weights: Floats | None = None) -> PrecisionRecall:
    """Return precision and recall at every distinct score; recall is 0 where there are no positives."""
    weight = np.ones(len(scores)) if weights is None else weights
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], (targets * weight)[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    true, taken = np.cumsum(hits)[last], np.cumsum(weight[order])[last]
    precision = np.divide(true, taken, out=np.zeros_like(taken), where=taken > 0)
    recall = true / true[-1] if true[-1] > 0 else np.zeros_like(true)
    return PrecisionRecall(ranked[last], precision, recall)


def average_precision(targets: Ints, scores: Floats, *, weights: Floats | None = None) -> float:
    """Return the step-wise area under the precision-recall curve; 0 where there are no positives."""
    curve = precision_recall(targets, scores, weights=weights)
    return float(np.sum(np.diff(curve.recall, prepend=0.0) * curve.precision))


def reliability(
    targets: Ints, probabilities: Floats, *, bins: int = 10, weights: Floats | None = None
) -> Reliability:
    """Sort paragraphs into at most `bins` bins of equal mass; equal probabilities stay in one bin."""
    weight = np.ones(len(probabilities)) if weights is None else weights
    code = bin_codes(probabilities, bins, weights=weight)
    size = np.bincount(code, weights=weight, minlength=bins).astype(np.float64)
    confidence = np.bincount(code, weights=weight * probabilities, minlength=bins)
    frequency = np.bincount(code, weights=weight * targets, minlength=bins)
    used = size > 0
    return Reliability(confidence[used] / size[used], frequency[used] / size[used], size[used])


def bin_codes(probabilities: Floats, bins: int, *, weights: Floats | None = None) -> Ints:
    """Return the bin of equal mass, from 0, of each probability."""
    _, inverse = np.unique(probabilities, return_inverse=True)
    mass = np.bincount(inverse, weights=weights).astype(np.float64)
    middle = np.cumsum(mass) - mass / 2
    code = np.minimum((middle / max(mass.sum(), 1e-300) * bins).astype(np.int64), bins - 1)
    return np.asarray(code[inverse], dtype=np.int64)


def calibration_error(
    targets: Ints, probabilities: Floats, *, bins: int = 10, weights: Floats | None = None
) -> float:
    """Return the expected calibration error over equal-mass bins.

    It is never negative and therefore biased upwards in small samples: read it beside its interval.
    """
    return reliability(targets, probabilities, bins=bins, weights=weights).error
