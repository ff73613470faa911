"""Precision-recall and reliability curves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, precision_recall_curve

from paratopic.evaluation.curves import average_precision, calibration_error, precision_recall, reliability


def test_precision_recall_equals_scikit_learn():
    rng = np.random.default_rng(0)
    y, p = rng.integers(0, 2, 200), rng.random(200).round(2)
    precision, recall, thresholds = precision_recall_curve(y, p)
    found = precision_recall(y, p)
    np.testing.assert_allclose(found.threshold[::-1], thresholds)
    np.testing.assert_allclose(found.precision[::-1], precision[:-1])
    np.testing.assert_allclose(found.recall[::-1], recall[:-1])


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_weights_mean_repeated_paragraphs(seed):
    rng = np.random.default_rng(seed)
    y, p, w = rng.integers(0, 2, 40), rng.random(40).round(1), rng.integers(0, 4, 40)
    if not (y * w).any():
        return
    expected = average_precision_score(np.repeat(y, w), np.repeat(p, w))
    assert average_precision(y, p, weights=w.astype(float)) == pytest.approx(expected)
    assert calibration_error(y, p, weights=w.astype(float)) == pytest.approx(
        calibration_error(np.repeat(y, w), np.repeat(p, w))
    )


def test_reliability_bins_have_equal_mass_and_the_error_is_their_weighted_gap():
    p = np.arange(100) / 100
    y = (np.arange(100) % 2).astype(np.int64)
    bins = reliability(y, p, bins=10)
    assert bins.size.tolist() == [10] * 10
    np.testing.assert_allclose(bins.confidence, p.reshape(10, 10).mean(axis=1))
    assert bins.error == pytest.approx(np.abs(p.reshape(10, 10).mean(axis=1) - 0.5).mean())


def test_equal_probabilities_share_a_bin():
    bins = reliability(np.array([0, 1, 1, 1]), np.full(4, 0.5), bins=10)
    assert bins.size.tolist() == [4]
    assert bins.error == pytest.approx(0.25)
