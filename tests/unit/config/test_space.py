import re

import pytest

from paratopic.config.space import split_overrides
from paratopic.errors import ConfigError


def test_ranges_and_choices_are_read_and_the_rest_is_fixed():
    fixed, space = split_overrides(
        ["model=tfidf_svm", "model.C=tag(log,interval(0.1,10))", "model.min_df=range(1,4)", "seed=1,2"]
    )
    assert fixed == ["model=tfidf_svm"]
    assert [(one.key, one.choices, one.low, one.high, one.whole, one.log) for one in space] == [
        ("model.C", (), 0.1, 10, False, True),
        ("model.min_df", (), 1, 3, True, False),
        ("seed", ("1", "2"), 0.0, 0.0, False, False),
    ]


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        (
            "model.C=interval(5,1)",
            "expected 'model.C' from low to high, found 5 to 1; type 'model.C=interval(LOW,HIGH)'.",
        ),
        (
            "model.C=tag(log,interval(0,1))",
            "expected 'model.C' above 0 for tag(log,...), found 0 to 1.",
        ),
    ],
)
def test_a_range_without_values_is_refused(override, sentence):
    with pytest.raises(ConfigError, match=f"^{re.escape(sentence)}$"):
        split_overrides(["model=tfidf_svm", override])
