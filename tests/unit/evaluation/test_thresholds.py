"""Thresholds are exact optima, shrunk where positives are few."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import fbeta_score

from paratopic.errors import BundleError, ConfigError, ModelError, ParatopicWarning
from paratopic.evaluation.objectives import f_beta, make_objective, precision_floor, recall_floor
from paratopic.evaluation.thresholds import Thresholds, best_threshold, fixed_thresholds, tune_thresholds

pairs = st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=2, max_size=25)


@settings(deadline=None)
@given(pairs, st.sampled_from([0.5, 1.0, 2.0]))
def test_no_other_cut_is_better(rows, beta):
    y, p = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    if p.min() == p.max() or not y.any():
        return
    cut, utility = best_threshold(p, y, f_beta(beta))
    best = max(fbeta_score(y, p >= t, beta=beta, zero_division=0) for t in p)
    assert utility == pytest.approx(best)
    assert fbeta_score(y, p >= cut, beta=beta, zero_division=0) == pytest.approx(best)


@settings(deadline=None)
@given(pairs, st.sampled_from([0.3, 0.7, 0.9]))
def test_floors_hold_and_the_other_side_is_best(rows, floor):
    y, p = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    if p.min() == p.max() or not y.any():
        return

    def shares(t):
        taken = p >= t
        true = (taken & (y == 1)).sum()
        return true / taken.sum(), true / y.sum()

    candidates = [shares(t) for t in p]
    precision, recall = shares(best_threshold(p, y, precision_floor(floor))[0])
    reaching = [r for q, r in candidates if q >= floor]
    assert recall == max(reaching) if reaching else precision == max(q for q, _ in candidates)
    precision, recall = shares(best_threshold(p, y, recall_floor(floor))[0])
    assert recall >= floor
    assert precision == max(q for q, r in candidates if r >= floor)


def test_shrinkage_follows_its_formula():
    p = np.array([[0.9, 0.2], [0.8, 0.3], [0.1, 0.1], [0.2, 0.05]])
    y = np.array([[1, 1], [1, 1], [0, 0], [0, 0]])
    own = tune_thresholds(p, y, ("a", "b"), shrinkage=0.0)
    assert own.values == pytest.approx((0.5, 0.15))
    shrunk = tune_thresholds(p, y, ("a", "b"), shrinkage=6.0)
    w = 2 / (2 + 6)
    expected = [w * value + (1 - w) * shrunk.common for value in own.values]
    assert shrunk.values == pytest.approx(expected)


def test_thin_topics_are_stated():
    p = np.array([[0.9, 0.5, 0.3], [0.2, 0.5, 0.6], [0.1, 0.5, 0.4]])
    y = np.array([[1, 1, 0], [0, 0, 0], [0, 1, 0]])
    with pytest.warns(ParatopicWarning) as caught:
        found = tune_thresholds(p, y, ("a", "b", "c"))
    assert [str(w.message) for w in caught] == [
        "topic b has the same score everywhere; its threshold is 0.5.",
        "topic c has no positive paragraph; it takes the common threshold.",
    ]
    assert found.values[1] == 0.5
    assert found.values[2] == found.common


def test_an_unreachable_floor_is_stated():
    with pytest.warns(ParatopicWarning, match="topic a reaches the floor at no threshold"):
        tune_thresholds([[0.9], [0.1]], [[0], [1]], ("a",), objective="precision_floor", floor=0.9)


def test_neighbouring_floats_are_kept_apart():
    low = 0.3
    high = float(np.nextafter(low, 1))
    cut, _ = best_threshold(np.array([low, high]), np.array([0, 1]), f_beta(1.0))
    assert low < cut <= high


def test_round_trip_and_decision():
    thresholds = Thresholds(("a", "b"), (0.2, 0.8), 0.5, "f1")
    assert Thresholds.from_dict(thresholds.to_dict()) == thresholds
    assert thresholds.apply([[0.2, 0.79]]).tolist() == [[1, 0]]
    assert fixed_thresholds(("a",)).values == (0.5,)
    with pytest.raises(BundleError, match="expected thresholds with objective"):
        Thresholds.from_dict({"values": []})


def test_bad_options_and_scores():
    with pytest.raises(ModelError, match="NaN"):
        tune_thresholds([[np.nan]], [[1]], ("a",))
    with pytest.raises(ConfigError, match=r"one of f1, fbeta, precision_floor, recall_floor, found 'g1'"):
        tune_thresholds([[0.1], [0.2]], [[1], [0]], ("a",), objective="g1")
    for beta, floor in itertools.product((0.0, 1.0), (0.0, 1.2)):
        with pytest.raises(ConfigError, match="beta > 0"):
            tune_thresholds([[0.1], [0.2]], [[1], [0]], ("a",), beta=beta, floor=floor)


def test_with_a_tolerance_the_lowest_cut_within_it_is_taken():
    """A flat optimum: 0.6 is best by a hair, everything down to 0.2 is within the tolerance."""
    probabilities = np.array([0.9, 0.8, 0.7, 0.3, 0.1, 0.05])
    targets = np.array([1, 1, 1, 0, 0, 0])
    utility = make_objective("f1", beta=1.0, floor=0.9)
    cut, f1 = best_threshold(probabilities, targets, utility)
    assert (cut, f1) == (0.5, 1.0)
    cut, f1 = best_threshold(probabilities, targets, utility, tolerance=0.15)
    assert 0.1 < cut < 0.3 and f1 == pytest.approx(6 / 7)


def test_a_tolerance_never_gives_up_a_floor():
    p = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    y = np.array([1, 0, 0, 0, 1, 1])
    cut, utility = best_threshold(p, y, precision_floor(0.9), tolerance=0.5)
    assert (p >= cut).sum() == 1
    assert utility == pytest.approx(1 + 1 / 3)
