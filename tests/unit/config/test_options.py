"""One option of each group, by its name: anything else is told before Hydra merges or fails at it."""

import pytest

from paratopic.config.options import check_options
from paratopic.errors import ConfigError


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("codebook=null", r"expected one option of 'codebook' \(security\), found null\.$"),
        ("split=1", r"expected one option of 'split' \(holdout, .*temporal\), found 1\.$"),
        ("model=[rules,prior]", r"found \[rules,prior\]; for each of several add -m model=rules,prior\.$"),
        ("+labels=[]", r"expected one option of 'labels' .*, found \[\]\.$"),
        ("thresholds=fixed,true", r"found fixed,true\.$"),
    ],
)
def test_what_is_no_name_is_told(override, sentence):
    with pytest.raises(ConfigError, match=sentence):
        check_options([override])


def test_names_sweeps_and_values_pass():
    check_options(
        [
            "model=rules",
            "-m",
            "model=rules,prior",
            "model=choice(rules,prior)",
            "model=glob(tfidf*)",
            "codebook=books/water.yaml",
            'codebook="my book.yaml"',
            "~model",
            "models=[rules,prior]",
            "seed=1",
            "model",
            "model=[",
        ]
    )
