"""A run that failed and was not run again is named, by SQLite and by MLflow's client alike."""

import pytest

from paratopic.tracking import failed_runs as module
from paratopic.tracking.failed_runs import failed_runs
from paratopic.tracking.store import open_store


@pytest.fixture(scope="module")
def uri(tmp_path_factory):
    """`again` failed first and was finished later; `twice` finished and failed when it was run again."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('store')}/mlflow.db"
    client = open_store(uri)
    experiment = client.create_experiment("mixed")
    client.create_experiment("empty")
    for start, (model, seed, status) in enumerate(
        [
            ("fine", "1", "FINISHED"),
            ("again", "1", "FAILED"),
            ("again", "1", "FINISHED"),
            ("twice", "1", "FINISHED"),
            ("twice", "1", "KILLED"),
            ("rules", "2", "FAILED"),
        ]
    ):
        tags = {"stage": "run", "model": model, "seed": seed}
        run = client.create_run(experiment, start_time=start + 1, tags=tags).info.run_id
        client.set_terminated(run, status)
    client.create_run(experiment, start_time=9, tags={"stage": "run", "model": "now", "seed": "1"})
    return uri


@pytest.mark.parametrize("by_client", [False, True])
def test_the_last_run_of_a_model_and_seed_counts(uri, by_client, monkeypatch):
    if by_client:
        monkeypatch.setattr(module, "_from_sqlite", lambda uri, _, name: module._by_client(uri, name))
    assert failed_runs(uri, ["mixed"]) == ["rules · seed 2", "twice · seed 1"]
    assert failed_runs(uri, ["empty", "unknown"]) == []
