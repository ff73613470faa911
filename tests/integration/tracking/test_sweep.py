"""Sweeps: one parent whichever launcher, failing jobs are listed, resuming runs only what is missing."""

import csv
import signal
import time

import pytest


def runs_of(client, experiment):
    return client.search_runs([client.get_experiment_by_name(experiment).experiment_id])


def parents(found):
    return [run for run in found if run.data.tags["stage"] == "experiment"]


def children(found):
    return [run for run in found if run.data.tags["stage"] == "run"]


def test_a_sweep_has_one_parent_and_a_failed_job_does_not_stop_the_others(quick_run, client_of, tmp_path):
    done = quick_run("model=prior,rules,tfidf_svm", "seed=1,2", "-m", code=2)
    assert "2 of 6 jobs failed:" in done.stderr
    assert "\n  job 2 (" in done.stderr and "Traceback" not in done.stderr
    found = runs_of(client_of(f"sqlite:///{tmp_path}/mlflow.db"), "models")
    (parent,) = parents(found)
    assert parent.info.run_name == "sweep · model=prior,rules,tfidf_svm seed=1,2"
    assert parent.info.status == "FINISHED"
    assert {run.data.tags["mlflow.parentRunId"] for run in children(found)} == {parent.info.run_id}
    status = sorted((run.info.run_name, run.info.status) for run in children(found))
    assert status == [
        ("prior · seed 1", "FINISHED"),
        ("prior · seed 2", "FINISHED"),
        ("rules · seed 1", "FAILED"),
        ("rules · seed 2", "FAILED"),
        ("tfidf_svm · seed 1", "FINISHED"),
        ("tfidf_svm · seed 2", "FINISHED"),
    ]
    assert (parent.data.metrics["jobs"], parent.data.metrics["jobs_failed"]) == (6, 2)
    table = next(tmp_path.glob("outputs/**/sweep.csv"))
    rows = list(csv.DictReader(table.open()))
    assert [row["error"] != "" for row in rows] == [False, False, True, True, False, False]


def test_a_killed_sweep_resumes_with_only_what_is_missing(spawn_run, quick_run, client_of, tmp_path):
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    sweep = ("model=tfidf_logistic", "model.C=1,2,3,4,5", "name=grid", "-m")
    process = spawn_run(*sweep)
    for _ in range(1200):
        known = client.get_experiment_by_name("grid")
        if (
            known
            and sum(run.info.status == "FINISHED" for run in client.search_runs([known.experiment_id])) >= 2
        ):
            break
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    quick_run(*sweep, "resume=true")
    found = runs_of(client, "grid")
    assert not [run for run in found if run.info.status == "RUNNING"]
    finished = [run for run in children(found) if run.info.status == "FINISHED"]
    assert sorted(run.data.params["model.C"] for run in finished) == ["1", "2", "3", "4", "5"]
    whole = [run for run in parents(found) if run.info.status == "FINISHED"]
    assert len(whole) == 1
    assert {run.data.tags["mlflow.parentRunId"] for run in finished} == {whole[0].info.run_id}
    again = quick_run(*sweep, "resume=true")
    assert again.stderr.count("taken from run") == 5
    assert len(children(runs_of(client, "grid"))) == len(children(found))


def test_the_joblib_launcher_shares_the_parent(quick_run, client_of, tmp_path):
    pytest.importorskip("hydra_plugins.hydra_joblib_launcher")
    quick_run("seed=1,2", "name=parallel", "hydra/launcher=joblib", "hydra.launcher.n_jobs=2", "-m")
    found = runs_of(client_of(f"sqlite:///{tmp_path}/mlflow.db"), "parallel")
    (parent,) = parents(found)
    assert {run.info.status for run in found} == {"FINISHED"}
    assert {run.data.tags["mlflow.parentRunId"] for run in children(found)} == {parent.info.run_id}
    assert len(children(found)) == 2
