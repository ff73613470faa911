"""Nothing is lost and nothing stays RUNNING, whatever happens to the process or the store."""

import json
import signal
import time

import pytest

SLOW = ("model=tfidf_logistic", "seeds=[1,2,3,4,5,6,7]")


def runs_of(client, experiment):
    found = client.get_experiment_by_name(experiment)
    return [] if found is None else client.search_runs([found.experiment_id])


def wait_for_children(client, experiment, process, count=1):
    for _ in range(600):
        children = [run for run in runs_of(client, experiment) if run.data.tags.get("stage") == "run"]
        if sum(run.info.status == "FINISHED" for run in children) >= count:
            return
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    raise AssertionError("no child finished")


def test_a_run_is_complete_in_the_store_and_in_its_folder(quick_run, client_of, tmp_path):
    done = quick_run("tags.chapter=3", "note=first try")
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    parent, child = sorted(runs_of(client, "tfidf_svm"), key=lambda run: run.data.tags["stage"])
    assert (parent.info.status, child.info.status) == ("FINISHED", "FINISHED")
    assert child.data.tags["mlflow.parentRunId"] == parent.info.run_id
    assert child.data.tags["chapter"] == parent.data.tags["chapter"] == "3"
    assert parent.data.tags["mlflow.note.content"] == "first try"
    assert child.info.run_name == "tfidf_svm · seed 1"
    wanted = ("test/macro_f1", "test/f1/sanctions", "test/macro_f1_low", "test/macro_f1_high")
    assert all(name in child.data.metrics for name in wanted)
    assert {one.tags[0].value for one in child.inputs.dataset_inputs} == {"train", "validation", "test"}
    folder = next(path.parent for path in tmp_path.glob("outputs/**/run.json"))
    assert {path.name for path in folder.iterdir()} == {"run.json", "artifacts", "bundle"}
    assert "experiment tfidf_svm: 1 runs in outputs/tfidf_svm/" in done.stderr


def test_ctrl_c_and_sigterm_end_as_killed(spawn_run, client_of, tmp_path):
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    for name, how, words in (
        ("int", signal.SIGINT, "stopped by Ctrl-C"),
        ("term", signal.SIGTERM, "stopped by SIGTERM"),
    ):
        process = spawn_run(*SLOW, f"name={name}")
        wait_for_children(client, name, process)
        process.send_signal(how)
        printed = process.communicate(timeout=60)[0]
        assert "Traceback" not in printed
        assert process.returncode == 128 + how
        found = runs_of(client, name)
        assert {run.info.status for run in found} == {"FINISHED", "KILLED"}
        killed = [run for run in found if run.info.status == "KILLED"]
        assert {run.data.tags["error"] for run in killed} == {words}
        stages = {run.data.tags["stage"] for run in killed}
        assert {"experiment"} <= stages <= {"experiment", "run"}  # a run that is being logged is logged
        assert len(found) - 1 == printed.count(
            "] tfidf_logistic · seed "
        )  # whatever was begun is in the store


def test_after_kill_9_the_next_run_buries_the_dead_and_resumes(spawn_run, quick_run, client_of, tmp_path):
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    process = spawn_run(*SLOW, "name=dead")
    wait_for_children(client, "dead", process, count=2)
    process.kill()
    process.wait()
    done = quick_run(*SLOW, "name=dead", "resume=true")
    assert "taken from run" in done.stderr
    found = runs_of(client, "dead")
    assert not [run for run in found if run.info.status == "RUNNING"]
    finished = [r for r in found if r.info.status == "FINISHED" and r.data.tags["stage"] == "run"]
    assert sorted(int(run.data.tags["seed"]) for run in finished) == list(range(1, 8))
    parent = next(r for r in found if r.info.status == "FINISHED" and r.data.tags["stage"] == "experiment")
    assert {run.data.tags["mlflow.parentRunId"] for run in finished} == {parent.info.run_id}
    dead = next(r for r in found if r.data.tags["stage"] == "experiment" and r.info.status == "KILLED")
    assert dead.data.tags["error"] == "its process ended without a word (kill -9 or a power cut)"


def test_a_failing_model_is_listed_and_the_others_go_on(paratopic, toy, client_of, tmp_path):
    """The rules of the security codebook can't vote on the small file's topics."""
    models = "models={tfidf_svm: {}, rules: {}}"
    settings = ("data=labelled", f"data.train={toy}", "evaluation.draws=20", "name=mixed", models)
    done = paratopic("run", *settings, code=2)
    assert "paratopic: 1 of 2 runs failed:\n  rules · seed 1: " in done.stderr
    found = runs_of(client_of(f"sqlite:///{tmp_path}/mlflow.db"), "mixed")
    status = {run.info.run_name: run.info.status for run in found}
    assert status == {"mixed": "FINISHED", "tfidf_svm · seed 1": "FINISHED", "rules · seed 1": "FAILED"}
    failed = next(run for run in found if run.info.status == "FAILED")
    assert failed.data.tags["error"].startswith("ModelError: ")
    assert "Failed, not here: rules · seed 1." in " ".join(paratopic("compare", "mixed").stdout.split())
    alone = paratopic("run", "data=labelled", f"data.train={toy}", "model=rules", code=2)
    assert alone.stderr.splitlines()[-1].startswith("paratopic: ")
    assert "Error executing job" not in alone.stderr and "Traceback" not in alone.stderr


def test_a_server_that_does_not_answer_is_said_before_training(quick_run, port, tmp_path):
    done = quick_run(code=2, MLFLOW_TRACKING_URI=f"http://127.0.0.1:{port}")
    assert done.stderr.startswith(f"paratopic: the MLflow store http://127.0.0.1:{port} does not answer (")
    assert done.stderr.rstrip().endswith("start it, or set MLFLOW_TRACKING_URI to another store.")
    assert "seed 1" not in done.stderr
    assert not list(tmp_path.glob("outputs/**/run.json"))


@pytest.mark.slow
def test_a_server_lost_in_the_middle_loses_nothing(
    spawn_run, paratopic, mlflow_server, client_of, port, tmp_path
):
    uri = f"http://127.0.0.1:{port}"
    seeds = "seeds=[1,2,3,4,5,6]"
    with mlflow_server(port=port):
        process = spawn_run("model=tfidf_logistic", seeds, "name=lost", MLFLOW_TRACKING_URI=uri)
        wait_for_children(client_of(uri), "lost", process)
    printed = process.communicate(timeout=300)[0]
    assert process.returncode == 2, printed
    assert "nothing is lost: paratopic relog outputs/lost/" in printed
    folder = next(tmp_path.glob("outputs/lost/*"))
    assert len(list(folder.glob("*/run.json"))) == 6
    with mlflow_server(port=port):
        first = paratopic("relog", folder, MLFLOW_TRACKING_URI=uri)
        assert "logged as run" in first.stdout and "was there already" in first.stdout
        again = paratopic("relog", folder, MLFLOW_TRACKING_URI=uri)
        assert "logged as run" not in again.stdout
        found = runs_of(client_of(uri), "lost")
        assert [run.info.status for run in found] == ["FINISHED"] * 7
        keys = [run.data.tags["paratopic.key"] for run in found]
        assert len(set(keys)) == 7
        parent = next(run for run in found if run.data.tags["stage"] == "experiment")
        assert parent.data.metrics["tfidf_logistic/test/macro_f1"] > 0


def test_relog_writes_a_folder_to_another_store_once(quick_run, paratopic, client_of, tmp_path):
    quick_run()
    other = f"sqlite:///{tmp_path}/other.db"
    for _ in range(2):
        paratopic("relog", tmp_path / "outputs", MLFLOW_TRACKING_URI=other)
    first, second = (
        runs_of(client_of(uri), "tfidf_svm") for uri in (f"sqlite:///{tmp_path}/mlflow.db", other)
    )
    assert len(first) == len(second) == 2
    for one, two in zip(sorted(first, key=_name), sorted(second, key=_name), strict=True):
        assert one.data.metrics == two.data.metrics
        assert one.data.params == two.data.params
        assert one.info.start_time == two.info.start_time


def _name(run):
    return run.info.run_name


def test_relog_of_a_folder_without_runs_is_a_sentence(paratopic, tmp_path):
    (tmp_path / "empty").mkdir()
    done = paratopic("relog", "empty", code=2)
    assert done.stderr == (
        "paratopic: empty: expected the folder of a run or an experiment (run.json somewhere in it), "
        "found none.\n"
    )


def test_two_processes_meet_on_a_new_store(spawn_run, client_of, tmp_path):
    each = [spawn_run(f"seed={seed}", "name=both") for seed in (1, 2, 3)]
    for process in each:
        printed = process.communicate(timeout=300)[0]
        assert process.returncode == 0, printed
    found = runs_of(client_of(f"sqlite:///{tmp_path}/mlflow.db"), "both")
    assert [run.info.status for run in found] == ["FINISHED"] * 6


def test_a_deleted_experiment_is_named_with_the_way_back(quick_run, paratopic, client_of, tmp_path):
    quick_run("name=gone")
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    number = client.get_experiment_by_name("gone").experiment_id
    client.delete_experiment(number)
    sentence = (
        f"paratopic: the MLflow experiment 'gone' was deleted; restore it (mlflow experiments restore "
        f"-x {number}) or give this one another name (name=...).\n"
    )
    assert quick_run("name=gone", code=2).stderr.endswith(sentence)
    assert "was deleted; restore it" in paratopic("compare", "gone", code=2).stderr


def test_a_store_in_a_missing_folder_is_named(quick_run, tmp_path):
    done = quick_run(code=2, MLFLOW_TRACKING_URI="sqlite:////nowhere/mlflow.db")
    assert "the MLflow store /nowhere/mlflow.db can't be written" in done.stderr
    broken = tmp_path / "broken.db"
    broken.write_text("this is no database, only a text that is long enough to be refused" * 20)
    done = quick_run(code=2, MLFLOW_TRACKING_URI=f"sqlite:///{broken}")
    assert "can't be used (file is not a database)" in done.stderr


def test_the_folder_says_from_which_code_and_packages(quick_run, tmp_path):
    quick_run()
    folder = next(path.parent for path in tmp_path.glob("outputs/**/run.json"))
    record = json.loads((folder / "run.json").read_text())
    assert record["tags"]["paratopic"] and record["tags"]["python"]
    assert "scikit-learn==" in (folder / "artifacts" / "packages.txt").read_text()
    assert "min_df: 1" in (folder / "artifacts" / "config.yaml").read_text()
