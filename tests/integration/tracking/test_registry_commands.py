"""promote, models, rollback and compare through the command line, and MLflow's page in a real browser."""

import re
import shutil
import signal
import socket
import subprocess
import urllib.request

import pytest


@pytest.fixture
def two_runs(quick_run, client_of, tmp_path):
    """Return the ids of a good run and of one that says the same everywhere."""
    quick_run("name=both")
    quick_run("name=both", "model=prior")
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    number = client.get_experiment_by_name("both").experiment_id
    return {
        run.data.tags["model"]: run.info.run_id for run in client.search_runs([number], "tags.stage = 'run'")
    }


def test_the_champion_is_defended_overruled_and_rolled_back(two_runs, paratopic):
    first = paratopic("promote", "best").stdout
    assert first.startswith("tfidf_svm · seed 1 (run ") and "version 1) is the champion: validation" in first
    assert "is the champion already" in paratopic("promote", "best").stdout
    refused = paratopic("promote", two_runs["prior"][:10], code=2).stderr
    assert refused.startswith("paratopic: not promoted: prior (run ")
    assert refused.rstrip().endswith("so the champion stays; --force overrules.")
    forced = paratopic("promote", two_runs["prior"], "--force").stdout
    assert "version 2) is the champion" in forced and "against the old champion −" in forced
    listed = paratopic("models").stdout.splitlines()
    assert re.match(r" +2 +champion +prior · seed 1", listed[2])
    assert re.match(r" +1 +previous +tfidf_svm · seed 1", listed[3])
    assert paratopic("rollback").stdout == (
        "version 1 is the champion again; version 2 is kept as previous\n"
    )
    assert re.match(r" +1 +champion +tfidf_svm", paratopic("models").stdout.splitlines()[3])


def test_what_can_not_be_promoted_is_said(two_runs, paratopic, client_of, tmp_path):
    assert paratopic("models").stderr == (
        "no model is registered yet; choose one with `paratopic promote best`.\n"
    )
    assert "there is no previous champion to go back to" in paratopic("rollback", code=2).stderr
    assert "unknown run 'abcdef12'" in paratopic("promote", "abcdef12", code=2).stderr
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    parent = client.get_run(two_runs["prior"]).data.tags["mlflow.parentRunId"]
    assert "has no logged model" in paratopic("promote", parent, code=2).stderr


def test_other_validation_paragraphs_prove_nothing(two_runs, quick_run, paratopic):
    paratopic("promote", "best")
    quick_run("name=resplit", "split.seed=5")
    refused = paratopic("promote", "best", "--experiment", "resplit", code=2).stderr
    assert "were judged on different validation paragraphs, so neither is known to be better" in refused


def test_compare_takes_experiments_runs_and_parents(two_runs, paratopic, client_of, tmp_path):
    client = client_of(f"sqlite:///{tmp_path}/mlflow.db")
    parent = client.get_run(two_runs["prior"]).data.tags["mlflow.parentRunId"]
    assert "tfidf_svm*" in paratopic("compare", "both").stdout
    only = paratopic("compare", parent).stdout
    assert "prior*" in only and "tfidf_svm" not in only
    both = paratopic("compare", two_runs["prior"][:12], two_runs["tfidf_svm"], "-o", "r.html")
    assert "tfidf_svm" in both.stdout and "prior" in both.stdout and "r.html" in both.stderr
    assert (tmp_path / "r.html").read_text().startswith("<!DOCTYPE html>")
    assert paratopic("compare", "nope", code=2).stderr == (
        "paratopic: 'nope' is neither an experiment nor a run; there is 'both'.\n"
    )
    assert "unknown metric 'nope', expected one of" in paratopic("compare", "--metric", "nope", code=2).stderr


@pytest.fixture
def page(tmp_path, port, environment_of, stop_process):
    """Start `paratopic ui`; return the process and the address that it prints."""
    import sys

    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "paratopic", "ui", "--no-browser", "--port", str(port)],
            cwd=tmp_path,
            env=environment_of(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        line = process.stdout.readline()
        found = re.search(r"MLflow's page: (http://127\.0\.0\.1:\d+\S*)", line)
        assert found, line + process.stderr.read()
        return process, found[1]

    yield start
    for process in started:
        stop_process(process)


def test_ui_serves_this_machine_only_and_stops_cleanly(quick_run, page, port):
    quick_run()
    process, address = page()
    assert address.endswith("viewStateShareKey=paratopic")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as reply:
        assert reply.status == 200
    with socket.socket() as one, pytest.raises(OSError):
        one.connect((socket.gethostbyname(socket.gethostname()).replace("127.0.0.1", "127.0.0.9"), port))
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", port)) != 0


def test_ui_without_a_store_says_how_to_get_one(paratopic):
    assert "make one with `paratopic run experiment=demo`" in paratopic("ui", code=2).stderr


@pytest.mark.chromium
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_the_page_shows_runs_metrics_and_the_model(two_runs, paratopic, page, tmp_path):
    paratopic("promote", "best")
    _, address = page()

    def shown(place):
        browser = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
        ]
        browser += [f"--user-data-dir={tmp_path / 'browser'}", "--window-size=1800,1200"]
        done = subprocess.run(
            [*browser, "--timeout=40000", "--virtual-time-budget=40000", "--dump-dom", place],
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        return done.stdout

    table = shown(address)
    assert all(words in table for words in ("tfidf_svm · seed 1", "prior · seed 1", "test/macro_f1"))
    base = address.partition("/#")[0]
    number = re.search(r"experiments/(\d+)/", address)[1]
    run = shown(f"{base}/#/experiments/{number}/runs/{two_runs['tfidf_svm']}")
    assert all(
        words in run for words in ("toy.csv · train", "Registered models", "paratopic", "test/f1/relief")
    )
