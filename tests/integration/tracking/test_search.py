"""paratopic search: trials under one parent, resumed after kill -9, shared by processes; complaints in a line."""

import csv
import signal
import subprocess
import time

import pytest

SPACE = ("model.C=tag(log,interval(0.01,10))", "model.class_weight=null,balanced")
SMALL = ("data=labelled", "evaluation.draws=20", "tracking.plots=false", "model=tfidf_svm", "model.char=null")


@pytest.fixture
def search(paratopic, toy):
    return lambda *more, **options: paratopic("search", *SMALL, f"data.train={toy}", *more, **options)


def test_a_killed_search_goes_on_with_two_processes(search, toy, tmp_path, client_of, environment_of):
    import sys

    ask = ("search", *SMALL, f"data.train={toy}", *SPACE, "--name", "svm", "--trials", "4")
    process = subprocess.Popen(
        [sys.executable, "-m", "paratopic", *ask],
        cwd=tmp_path,
        env=environment_of(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr.readline().startswith("trial 0: model.C=")
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = 3 - process.stderr.read().count("validation macro-F1")  # a fast machine gets further
    done = search(*SPACE, "--name", "svm", "--trials", "4", "--n-jobs", "2")
    assert done.stdout.startswith("best of 4 trials (0 pruned, 0 failed): trial ")
    assert "model.class_weight=" in done.stdout
    assert done.stderr.count("validation macro-F1") in {left, left - 1}  # one may be stored and not yet told

    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    found = client.search_runs([client.get_experiment_by_name("svm").experiment_id])
    assert {run.info.status for run in found} <= {"FINISHED", "KILLED"}
    (parent,) = (run for run in found if run.data.tags["stage"] == "experiment")
    assert parent.info.status == "FINISHED" and parent.info.run_name == "search · model.C model.class_weight"
    children = [run for run in found if run.data.tags["stage"] == "run" and run.info.status == "FINISHED"]
    assert {run.data.tags["mlflow.parentRunId"] for run in children} == {parent.info.run_id}
    values = [(run.data.params["model.C"], run.data.params["model.class_weight"]) for run in children]
    assert len(values) == len(set(values)) == 4
    assert parent.data.metrics["trials"] == 4
    best = max(run.data.metrics["validation/macro_f1"] for run in children)
    assert parent.data.metrics["best/validation/macro_f1"] == pytest.approx(best)
    artifacts = {one.path for one in client.list_artifacts(parent.info.run_id)}
    assert {"trials.csv", "history.svg"} <= artifacts

    again = search(*SPACE, "--name", "svm", "--trials", "4")
    assert again.stdout.startswith("best of 4 trials") and "trial 4" not in again.stderr
    other = search("model.C=1,2", "--name", "svm", code=2)
    assert other.stderr.startswith("paratopic: the study 'svm' in ")
    assert other.stderr.rstrip().endswith("or repeat the old command to go on with it.")


def test_values_that_fail_are_listed_and_the_others_go_on(search, tmp_path):
    done = search("model.min_df=1,999", "model.C=1,2", "--name", "half", "--trials", "4")
    assert "failed: " in done.stderr and "Traceback" not in done.stderr
    rows = list(csv.DictReader((tmp_path / "outputs/search/half/summary/trials.csv").open()))
    assert len(rows) == 4
    assert {row["state"] for row in rows} == {"complete", "fail"}
    assert all((row["error"] != "") == (row["model.min_df"] == "999") for row in rows)


def test_what_can_not_be_searched_is_said_at_once(search, tmp_path):
    assert search("model.C=1", code=2).stderr.startswith("paratopic: nothing to search: expected a key with")
    assert "'model.nope'" in search("model.nope=1,2", code=2).stderr
    assert "expected at least one trial" in search("model.C=1,2", "--trials", "0", code=2).stderr
    (tmp_path / "optuna.py").write_text("raise ImportError('not here')")
    missing = search("model.C=1,2", code=2)
    assert missing.stderr == "paratopic: paratopic search needs optuna: pip install 'paratopic[search]'\n"


def test_a_poor_trial_is_pruned_after_its_first_seed(search, tmp_path, client_of):
    asked = ("seeds=[1,2]", "model.max_features=range(1,40)", "--name", "pruned", "--trials", "10")
    done = search(*asked)
    with next(tmp_path.glob("outputs/search/pruned/summary/trials.csv")).open() as stream:
        rows = list(csv.DictReader(stream))
    pruned = [row for row in rows if row["state"] == "pruned"]
    whole = [row for row in rows if row["state"] == "complete"]
    assert pruned and len(pruned) + len(whole) == 10
    assert all(len(row["runs"].split()) == 1 for row in pruned)
    assert all(len(row["runs"].split()) == 2 for row in whole)
    best = max(float(row["validation_macro_f1"]) for row in whole)
    assert all(float(row["validation_macro_f1"]) < best for row in pruned)
    assert f"({len(pruned)} pruned, 0 failed)" in done.stdout
    assert done.stderr.count("(pruned)") == len(pruned)
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    found = client.search_runs([client.get_experiment_by_name("pruned").experiment_id])
    (parent,) = (run for run in found if run.data.tags["stage"] == "experiment")
    assert parent.data.metrics["trials_pruned"] == len(pruned)
