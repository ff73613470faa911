"""A run that was not logged to its end is never left open, nor taken for a run that failed."""

import subprocess
import sys

import pytest

from paratopic.tracking import log
from paratopic.tracking.log import log_folder
from paratopic.tracking.lost import StoreLostError
from paratopic.tracking.parents import bury_the_dead
from paratopic.tracking.record import RunRecord, write_record
from paratopic.tracking.store import open_store


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path}/mlflow.db")


@pytest.fixture
def folder(tmp_path):
    write_record(
        tmp_path / "run",
        RunRecord("key", "demo", "svm · seed 1", {"C": "1.0"}, {"test/macro_f1": 1.0}, {"stage": "run"}),
    )
    return tmp_path / "run"


def runs(store):
    experiment = store.get_experiment_by_name("demo").experiment_id
    return experiment, store.search_runs([experiment])


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_an_interruption_leaves_no_half_logged_run_and_logging_again_works(
    store, folder, monkeypatch, interruption
):
    def interrupted(*_, **__):
        raise interruption

    with monkeypatch.context() as patched:
        patched.setattr(log, "log_values", interrupted)
        with pytest.raises(interruption):
            log_folder(store, folder)
    assert runs(store)[1] == []
    run = log_folder(store, folder)
    assert [(one.info.run_id, one.info.status) for one in runs(store)[1]] == [(run, "FINISHED")]


def test_an_error_is_kept_as_a_failed_run(store, folder, monkeypatch):
    def broken(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr(log, "log_values", broken)
    with pytest.raises((OSError, StoreLostError)):
        log_folder(store, folder)
    (run,) = runs(store)[1]
    assert run.info.status == "FAILED" and "no space left" in run.data.tags["error"]


def test_a_process_that_is_killed_while_it_logs_leaves_a_run_to_bury(store, folder, tmp_path):
    program = f"""
import os
from pathlib import Path
from paratopic.tracking import log
from paratopic.tracking.store import open_store
log.log_values = lambda *_, **__: os._exit(9)
log.log_folder(open_store("sqlite:///{tmp_path.as_posix()}/mlflow.db"), Path({str(folder)!r}))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    experiment, (run,) = runs(store)
    assert run.info.status == "RUNNING"
    assert bury_the_dead(store, experiment) == 1
    assert [one.info.status for one in runs(store)[1]] == ["KILLED"]
    again = log_folder(store, folder)  # and the folder is logged as ever
    assert [(one.info.run_id, one.info.status) for one in runs(store)[1]] == [(again, "FINISHED")]
