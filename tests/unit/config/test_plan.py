"""What a composed configuration may not say is told before anything is read."""

from pathlib import Path

import pytest

from paratopic.config.compose import compose_config
from paratopic.config.plan import to_plan
from paratopic.errors import ConfigError


def plan(*overrides):
    config, choices = compose_config(["name=x", *overrides])
    chosen = [one.partition("=")[0] for one in overrides]
    return to_plan(config, choices=choices, chosen=chosen, folder=Path("x"))


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("seed=-1", r"expected seed from 0 to 4294967295, found -1"),
        ("seeds=[1,99999999999]", r"expected seed from 0 to 4294967295, found 99999999999"),
        ("seeds=[1,1]", r"expected different seeds, found \[1, 1\]"),
        ("split.seed=-1", r"expected split.seed from 0 to 4294967295, found -1"),
        ("models=0.5", r"expected names of models, found models=0.5; type models=\[NAME,OTHER\]"),
    ],
)
def test_values_that_no_run_can_have(override, sentence):
    with pytest.raises(ConfigError, match=sentence):
        plan(override)


def test_seeds_become_those_of_the_plan():
    assert plan("seeds=[3,1]").seeds == (3, 1)
    assert plan("seed=0").seeds == (0,)
