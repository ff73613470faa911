"""Reading SQLite directly gives what MLflow's client gives, on a real store."""

import math

import pytest

from paratopic.tracking.search import find_runs, latest_experiment
from paratopic.tracking.store import open_store
from paratopic.tracking.stored_runs import stored_runs


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Two experiments; runs that failed, were deleted or are parents; nan; a metric logged twice."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('store')}/mlflow.db"
    client = open_store(uri)
    for number, name in enumerate(("first", "second")):
        experiment = client.create_experiment(name)
        for run in range(4):
            stage = "experiment" if run == 3 else "run"
            made = client.create_run(
                experiment,
                start_time=10 * number + run,
                tags={"stage": stage, "model": f"m{run}", "seed": "7"},
            ).info.run_id
            client.log_metric(made, "test/macro_f1", 0.5, step=1)
            client.log_metric(made, "test/macro_f1", run / 3, step=2)
            client.log_metric(made, "speed", math.nan)
            client.log_param(made, "model.C", run)
            client.set_terminated(
                made, "FAILED" if run == 0 else "FINISHED", end_time=1000 + 100 * number + run % 2
            )
        client.delete_run(client.create_run(experiment, tags={"stage": "run"}).info.run_id)
    client.create_experiment("empty")
    return uri, client


@pytest.mark.parametrize("names", [["first"], ["second", "first"], ["second", "second"]])
def test_as_the_client_has_them(store, names):
    uri, client = store
    found, expected = stored_runs(uri, names), find_runs(client, names)
    assert len(found) == 2 * len(set(names))
    assert {run.run_id for run in found} == {run.run_id for run in expected}
    assert [run.ended for run in found] == [run.ended for run in expected]
    known = {run.run_id: run for run in expected}
    for run in found:
        other = known[run.run_id]
        assert math.isnan(run.metrics["speed"]) and math.isnan(other.metrics["speed"])
        assert run.metrics["test/macro_f1"] == other.metrics["test/macro_f1"]
        assert run.metrics.keys() == other.metrics.keys()
        for name in ("experiment", "model", "seed", "parameters", "tags", "artifacts"):
            assert getattr(run, name) == getattr(other, name), name


def test_without_a_name_the_latest_experiment(store):
    uri, client = store
    assert {run.experiment for run in stored_runs(uri, [])} == {latest_experiment(client)} == {"second"}


@pytest.mark.parametrize("names", [["unknown"], ["empty"], ["first", "unknown"]])
def test_the_rest_is_left_to_the_client(store, names):
    assert stored_runs(store[0], names) is None


def test_no_sqlite_no_store_no_tables(tmp_path):
    assert stored_runs("http://127.0.0.1:1", ["first"]) is None
    assert stored_runs(f"sqlite:///{tmp_path}/none.db", []) is None
    (tmp_path / "other.db").write_bytes(b"not a database, " * 100)
    assert stored_runs(f"sqlite:///{tmp_path}/other.db", []) is None
