import re

import pytest

from paratopic.errors import ConfigError
from paratopic.training.settings import Decisions, Judging

GOOD = {
    "tuned": True,
    "value": 0.5,
    "objective": "f1",
    "beta": 1.0,
    "floor": 0.9,
    "shrinkage": 500.0,
    "tolerance": 0.01,
    "abstain": 0.0,
    "calibration": "platt",
    "folds": 5,
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"calibration": "plat"},
            "expected thresholds.calibration to be one of isotonic, beta, platt, temperature, none, found 'plat'.",
        ),
        (
            {"objective": "f2"},
            "expected thresholds.objective to be one of f1, fbeta, precision_floor, recall_floor, found 'f2'.",
        ),
        (
            {"abstain": 0.8},
            "expected thresholds.abstain from 0 to 0.5 (a share of the paragraphs), found 0.8.",
        ),
        ({"tolerance": 5}, "expected thresholds.tolerance from 0 to 0.5, found 5."),
        ({"folds": 1}, "expected thresholds.folds from 2 up, found 1."),
        ({"shrinkage": -5}, "expected thresholds.shrinkage from 0 up, found -5."),
        ({"value": 1.5}, "expected thresholds.value from 0 to 1, found 1.5."),
        ({"floor": 2}, "expected beta > 0 and 0 < floor <= 1, found beta=1 and floor=2."),
    ],
)
def test_a_setting_out_of_range_is_refused_before_training(changed, sentence):
    with pytest.raises(ConfigError, match=f"^{re.escape(sentence)}$"):
        Decisions(**{**GOOD, **changed})


def test_the_edges_of_the_ranges_are_allowed():
    assert Decisions(**{**GOOD, "abstain": 0.5, "folds": 2, "value": 0, "shrinkage": 0}).chosen


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"level": 2}, "expected method percentile or bca and 0 < level < 1, found percentile, 2."),
        ({"method": "normal"}, "expected method percentile or bca and 0 < level < 1, found normal, 0.95."),
        ({"bins": 0}, "expected evaluation.bins from 1 up, found 0."),
        ({"draws": -1}, "expected evaluation.draws from 0 up, found -1."),
        ({"seed": -1}, "expected evaluation.seed from 0 up, found -1."),
    ],
)
def test_intervals_that_can_not_be_are_refused_before_training(changed, sentence):
    good = {"draws": 100, "level": 0.95, "method": "percentile", "seed": 0, "bins": 10}
    with pytest.raises(ConfigError, match=f"^{re.escape(sentence)}$"):
        Judging(**{**good, **changed})
