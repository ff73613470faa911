"""Calibrators agree with scikit-learn and scipy, and survive JSON."""

import json

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

from paratopic.errors import BundleError, ConfigError, ModelError, ParatopicWarning
from paratopic.evaluation.calibration import MINIMUM, Calibrators, fit_calibrator, fit_calibrators
from paratopic.evaluation.calibrators import beta_features, calibrator_from_dict
from paratopic.evaluation.logistic import sigmoid, smoothed


@pytest.fixture
def scored():
    rng = np.random.default_rng(3)
    y = (rng.random(400) < 0.3).astype(int)
    return rng.normal(size=400) * 1.5 + 2 * y - 1.5, y


def test_platt_equals_scikit_learn(scored):
    scores, y = scored
    a, b = _sigmoid_calibration(scores, y)
    fitted = fit_calibrator("platt", scores, y)
    assert (fitted.slope, fitted.intercept) == pytest.approx((-a, -b), rel=1e-3)


@pytest.mark.parametrize("method", ["temperature", "beta"])
def test_newton_reaches_scipys_optimum(scored, method):
    scores, y = scored
    features = scores[:, None] if method == "temperature" else beta_features(scores)
    soft = smoothed(y)

    def loss(w):
        s = features @ w
        return np.sum(np.logaddexp(0, s) - soft * s)

    expected = minimize(loss, np.zeros(features.shape[1]), method="BFGS", options={"gtol": 1e-7}).x
    found = fit_calibrator(method, scores, y)
    np.testing.assert_allclose(found(scores), sigmoid(features @ expected), atol=1e-5)


def test_isotonic_equals_scikit_learn_inside_its_limits(scored):
    scores, y = scored
    found = fit_calibrator("isotonic", scores, y)(scores)
    expected = IsotonicRegression(y_min=1 / 402, y_max=1 - 1 / 402, out_of_bounds="clip")
    np.testing.assert_allclose(found, expected.fit_transform(scores, y), atol=1e-9)


@pytest.mark.parametrize("method", list(MINIMUM))
def test_every_method_is_monotone_and_survives_json(scored, method):
    fitted = fit_calibrator(method, *scored)
    grid = np.linspace(-800, 800, 401)
    probabilities = fitted(grid)
    assert fitted.method == method
    assert np.isfinite(probabilities).all()
    assert (np.diff(probabilities) >= -1e-12).all()
    again = calibrator_from_dict(json.loads(json.dumps(fitted.to_dict())))
    np.testing.assert_array_equal(again(grid), probabilities)


@pytest.mark.parametrize("method", ["platt", "temperature", "beta", "isotonic"])
def test_calibration_lowers_the_loss_of_overconfident_scores(method):
    rng = np.random.default_rng(5)
    truth = rng.normal(size=3000)
    y = (rng.random(3000) < sigmoid(truth)).astype(int)
    scores = 4 * truth
    found = fit_calibrator(method, scores[:2000], y[:2000])(scores[2000:])
    assert np.mean((found - y[2000:]) ** 2) < np.mean((sigmoid(scores[2000:]) - y[2000:]) ** 2)


def test_separable_scores_stay_finite():
    fitted = fit_calibrator("platt", [-2.0, -1.0, -1.5, 1.0, 2.0, 1.5], [0, 0, 0, 1, 1, 1])
    probability = fitted(np.array([-1.0, 1.0]))
    assert 0.01 < probability[0] < 0.3 < 0.7 < probability[1] < 0.99


@pytest.mark.parametrize(
    ("positives", "asked", "used"),
    [(20, "isotonic", "beta"), (5, "isotonic", "platt"), (2, "beta", "temperature"), (0, "platt", "none")],
)
def test_few_positives_fall_back_and_say_so(positives, asked, used):
    rng = np.random.default_rng(0)
    y = np.r_[np.ones(positives, int), np.zeros(60, int)]
    with pytest.warns(
        ParatopicWarning, match=f"{asked} calibration needs .* found {positives} positive; {used}"
    ):
        assert fit_calibrator(asked, rng.normal(size=len(y)), y, topic="sanctions").method == used


def test_topics_are_calibrated_apart(scored):
    scores, y = scored
    both = np.column_stack([scores, scores * 3])
    fitted = fit_calibrators("platt", both, np.column_stack([y, y]), ("a", "b"))
    np.testing.assert_allclose(fitted(both)[:, 0], fitted(both)[:, 1], atol=1e-6)
    again = Calibrators.from_dict(json.loads(json.dumps(fitted.to_dict())))
    assert again == fitted
    assert again(np.zeros((0, 2))).shape == (0, 2)


def test_bad_input():
    with pytest.raises(ModelError, match="NaN"):
        fit_calibrator("platt", [0.0, np.nan], [0, 1])
    with pytest.raises(
        ConfigError, match="calibration to be one of isotonic, beta, platt, temperature, none"
    ):
        fit_calibrator("magic", [0.0, 1.0], [0, 1])
    for bad in ({"method": "magic"}, {}, {"method": "isotonic", "scores": [2, 1], "probabilities": [0, 1]}):
        with pytest.raises(BundleError, match="expected a calibrator"):
            calibrator_from_dict(bad)
