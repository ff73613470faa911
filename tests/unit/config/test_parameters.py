import re

import pytest
import yaml

from paratopic.config.parameters import EXPECTED, check_parameters
from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"epochs": 0}, "expected a whole number from 1 up for 'model.epochs', found 0."),
        ({"epochs": 1.5}, "expected a whole number from 1 up for 'model.epochs', found 1.5."),
        ({"epochs": True}, "expected a whole number from 1 up for 'model.epochs', found True."),
        ({"learning_rate": "abc"}, "expected a number above 0 for 'model.learning_rate', found 'abc'."),
        ({"C": float("nan")}, "expected a number above 0 for 'model.C', found nan."),
        ({"class_weight": "foo"}, "expected one of balanced, null for 'model.class_weight', found 'foo'."),
        ({"bf16": "yes"}, "expected one of true, false, null for 'model.bf16', found 'yes'."),
        (
            {"word": [3, 1]},
            "expected [shortest, longest], e.g. [1, 2], or null for 'model.word', found [3, 1].",
        ),
        ({"word": "x"}, "expected [shortest, longest], e.g. [1, 2], or null for 'model.word', found 'x'."),
        ({"dropout": 1}, "expected a number from 0 to below 1 for 'model.dropout', found 1."),
        ({"weights": {"words": -1}}, "expected a number from 0 up for 'model.weights.words', found -1."),
        ({"tuned": {"epochs": 0}}, "expected a whole number from 1 up for 'model.tuned.epochs', found 0."),
        (
            {"max_tokens": 64, "stride": 62},
            "expected 'model.stride' below model.max_tokens - 2 = 62, found 62.",
        ),
    ],
)
def test_a_value_that_no_model_can_work_with_is_refused_by_name(values, sentence):
    with pytest.raises(ConfigError, match=f"^{re.escape(sentence)}$"):
        check_parameters(values, at="model")


def test_every_models_defaults_pass_and_every_key_of_the_table_is_some_models():
    seen = set()
    for path in sorted((conf_dir() / "model").glob("*.yaml")):
        values = yaml.safe_load(path.read_text())
        check_parameters(values, at="model")
        seen |= values.keys() | {key for one in values.values() if isinstance(one, dict) for key in one}
    assert set(EXPECTED) <= seen


def test_a_key_that_is_not_in_the_table_is_the_models_own_affair():
    check_parameters({"encoder": 3, "max_df": 5, "max_features": None}, at="model")
