"""How parts become one score: the mean, and the regression that scikit-learn would fit."""

import json

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from paratopic.errors import BundleError, ModelError
from paratopic.models.combination import Combination, combine

WEIGHTS = {"words": 3.0, "rules": 1.0}


def two_parts(n=300):
    rng = np.random.default_rng(0)
    targets = rng.integers(0, 2, (n, 2))
    good, poor = (targets * 2 - 1 + rng.normal(0, spread, (n, 2)) for spread in (0.8, 3.0))
    return {"words": poor, "rules": good}, targets


def test_mean_weighs_the_parts_whatever_the_targets_say():
    aligned, targets = two_parts()
    found = combine("mean", WEIGHTS, aligned, targets)(aligned)
    assert found == pytest.approx(0.75 * aligned["words"] + 0.25 * aligned["rules"])


def test_stacked_is_the_logistic_regression_of_each_topic():
    aligned, targets = two_parts()
    found = combine("stacked", WEIGHTS, aligned, targets)
    for topic in range(2):
        columns = np.column_stack([aligned["words"][:, topic], aligned["rules"][:, topic]])
        expected = LogisticRegression(C=1.0).fit(columns, targets[:, topic]).decision_function(columns)
        assert found(aligned)[:, topic] == pytest.approx(expected)
    assert (found.coefficients["rules"] > found.coefficients["words"]).all()


def test_stacked_keeps_the_mean_for_a_topic_of_one_class():
    aligned, targets = two_parts()
    targets[:, 1] = 0
    found, mean = combine("stacked", WEIGHTS, aligned, targets), combine("mean", WEIGHTS, aligned, targets)
    assert found(aligned)[:, 1] == pytest.approx(mean(aligned)[:, 1])
    assert not np.allclose(found(aligned)[:, 0], mean(aligned)[:, 0])


def test_a_combination_survives_json():
    aligned, targets = two_parts()
    found = combine("stacked", WEIGHTS, aligned, targets)
    again = Combination.from_dict(json.loads(json.dumps(found.to_dict())))
    assert np.array_equal(again(aligned), found(aligned))


def test_bad_values_are_said():
    aligned, targets = two_parts()
    with pytest.raises(
        ModelError, match=r"expected model.combine to be one of mean, stacked, found 'median'."
    ):
        combine("median", WEIGHTS, aligned, targets)
    with pytest.raises(BundleError, match=r"expected the coefficients of a hybrid's parts, found"):
        Combination.from_dict({"coefficients": {"words": ["x"]}, "intercepts": [0]})
