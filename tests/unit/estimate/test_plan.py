"""Plans: their sizes give the margin that they promise, and their samples are of known design."""

import csv

import numpy as np
import pytest

from paratopic.errors import ConfigError, EstimateError
from paratopic.estimate.draw import write_plan
from paratopic.estimate.method import estimate
from paratopic.estimate.plan import make_plan, needed, plan_table


def test_size_follows_the_formula():
    n = needed(0.09, 10_000, margin=0.03, level=0.95)
    assert 1.96 * np.sqrt(0.09 * (1 / n - 1 / 10_000)) <= 0.03
    assert 1.96 * np.sqrt(0.09 * (1 / (n - 1) - 1 / 10_000)) > 0.03
    assert needed(0.09, 20, margin=0.03, level=0.95) <= 20
    assert needed(0.0, 10_000, margin=0.03, level=0.95) == 30


def test_a_planned_sample_reaches_its_margin(world):
    path, gold = world.jsonl(), world.gold(n=100)
    plan = make_plan(path, gold, by=("issuer",), margin=0.04)
    out = world.folder / "plan.csv"
    more = write_plan(out, path, gold, plan)
    rows = list(csv.DictReader(out.open()))
    assert more == sum(one.more for one in plan.needs) == sum(row["coded"] == "0" for row in rows)
    place = {name: i for i, name in enumerate(world.ids)}
    chances = np.zeros(len(world.ids))
    for row in rows:
        chances[place[row["id"]]] = float(row["inclusion"])
    index = [place[row["id"]] for row in rows]
    result = estimate(path, world.gold(rows=list(world.gold_rows(index, chances))), by=("issuer",))
    for one in result.shares:
        assert (one.high - one.low) / 2 < 0.05


def test_without_gold_the_probabilities_are_the_ground(world):
    plan = make_plan(world.jsonl(), None, by=("issuer",))
    assert "calibrated" in plan.basis
    assert all(one.now is None and one.more >= 30 for one in plan.needs)


def test_unequal_samples_are_not_added_to(world):
    path = world.jsonl()
    rows = list(world.gold_rows(range(0, 1200, 12), 1 / 12))
    rows[0]["inclusion"] = 1.0
    gold = world.gold(rows=rows)
    with pytest.raises(EstimateError, match="not drawn one by one with equal chances"):
        write_plan(world.folder / "plan.csv", path, gold, make_plan(path, gold))
    assert not (world.folder / "plan.csv").exists()
    with pytest.raises(ConfigError, match=r"a margin between 0 and 0\.5"):
        make_plan(path, gold, margin=3)


def test_the_total_stands_under_several_groups_only(world):
    by_issuer, alone = make_plan(world.jsonl(), None, by=("issuer",)), make_plan(world.jsonl(), None)
    assert plan_table(alone).row_count == 1
    last = {str(column.header): list(column.cells)[-1] for column in plan_table(by_issuer).columns}
    assert last["issuer"] == "all" and last["code more"] == f"{sum(one.more for one in by_issuer.needs):,}"
