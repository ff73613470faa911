"""The simulation study runs, reports what it should, and its figure is drawn."""

import csv

import numpy as np
import pytest

from paratopic.estimate import simulate as module
from paratopic.estimate.scenarios import SCENARIOS, draw_sample, make_world
from paratopic.estimate.simulate import METHODS, WHAT, figure, simulate, write_results


def test_the_naive_count_fails_where_the_corrected_ones_hold(tmp_path):
    differing = [one for one in SCENARIOS if one.name == "errors differ by group"]
    table = simulate(differing, (400,), replications=60)
    assert len(table) == len(METHODS) * len(WHAT)
    cells = {(one.method, one.of): one for one in table}
    assert cells["naive", "g2 − g0"].coverage == 0
    assert cells["ppi", "g2 − g0"].coverage >= 0.85
    assert cells["ppi", "all"].relative_width < 0.8
    assert abs(cells["dsl", "g2 − g0"].bias) < 0.03 < abs(cells["naive", "g2 − g0"].bias)
    write_results(tmp_path, table)
    rows = list(csv.DictReader((tmp_path / "results.csv").open()))
    assert rows[0]["naive"].endswith("*")
    assert not rows[0]["ppi"].endswith("*")
    figure(table).savefig(tmp_path / "coverage.svg")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_every_scenario_draws_what_it_says(scenario):
    rng = np.random.default_rng(0)
    world = make_world(scenario, rng)
    sample = draw_sample(world, scenario, 400, rng)
    assert sample.weight.sum() == pytest.approx(len(world.y), rel=0.02)
    assert len(world.truth) == 4


def test_same_seed_same_table():
    first = simulate(SCENARIOS[:1], (200,), replications=5, seed=3)
    assert first == simulate(SCENARIOS[:1], (200,), replications=5, seed=3)


def test_the_command_writes_its_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "simulate", lambda **_: simulate(SCENARIOS[:1], (200,), replications=3))
    module.main(["-o", str(tmp_path / "out"), "--replications", "3"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "cells.csv", "coverage.svg", "results.csv",
    ]  # fmt: skip
