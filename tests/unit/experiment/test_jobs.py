import csv
import json

import pytest

from paratopic.config.sweep import sweep_name
from paratopic.experiment.jobs import Sweep, write_job
from paratopic.experiment.outcome import FinishedRun, Outcome


def finished(folder, model, seed, validation):
    metrics = {"validation/macro_f1": validation, "test/macro_f1": validation - 0.1, "train_seconds": 1.0}
    return FinishedRun(model, seed, f"run{seed}", folder, metrics, ())


@pytest.fixture
def sweep(tmp_path):
    for number, (seed, score) in enumerate([(1, 0.8), (2, 0.6)]):
        run = finished(tmp_path, "tfidf_svm", seed, score)
        write_job(tmp_path / str(number), str(number), ["C=1", f"seed={seed}"], Outcome("demo", "p", (run,)))
    write_job(tmp_path / "10", "10", ["C=2", "seed=1"], "no such encoder")
    return tmp_path


def test_a_sweep_is_read_in_the_order_of_its_jobs(sweep):
    found = Sweep.read(sweep)
    assert [job.number for job in found.jobs] == ["0", "1", "10"]
    assert [job.errors for job in found.failed] == [("no such encoder",)]


def test_seeds_of_one_combination_are_summarised_together(sweep):
    metrics = Sweep.read(sweep).metrics()
    assert metrics["C:1 tfidf_svm/validation/macro_f1"] == pytest.approx(0.7)
    assert metrics["C:1 tfidf_svm/validation/macro_f1_sd"] == pytest.approx(0.1414, abs=1e-4)
    assert metrics["validation/macro_f1"] == 0.8
    assert (metrics["jobs"], metrics["jobs_failed"]) == (3, 1)


def test_the_table_lists_runs_and_failures(sweep):
    rows = list(csv.DictReader(Sweep.read(sweep).write_table(sweep / "summary").open()))
    assert [row["validation/macro_f1"] for row in rows] == ["0.8000", "0.6000", ""]
    assert rows[2]["error"] == "no such encoder"


def test_a_run_without_a_headline_metric_leaves_its_cell_empty(tmp_path):
    run = FinishedRun("prior", 1, "r", tmp_path, {"train_seconds": 1.0}, ())
    write_job(tmp_path / "0", "0", [], Outcome("demo", "p", (run,)))
    assert json.loads((tmp_path / "0" / "job.json").read_text())["runs"][0]["metrics"] == {}
    (row,) = csv.DictReader(Sweep.read(tmp_path).write_table(tmp_path / "summary").open())
    assert row["validation/macro_f1"] == ""


@pytest.mark.parametrize(
    ("overrides", "name"),
    [
        (["model=tfidf_svm,rules"], "models"),
        (["model=tfidf_svm,rules", "name=mine"], "tfidf_logistic"),
        (["model.C=1,2"], "tfidf_logistic"),
    ],
)
def test_a_sweep_over_models_does_not_take_one_models_name(overrides, name):
    assert sweep_name("tfidf_logistic", overrides) == name
