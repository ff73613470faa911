"""The main job through the real command line, on a part of the shipped corpus."""

import json
import sqlite3
import subprocess
import sys

import pytest

from support import TOPICS

DOCUMENT = """The Council extended the asset freeze and the travel ban on twelve officials until July.

Convoys brought food, water and medicine to four thousand displaced families near the front.

Members thanked the host for the welcome.
"""


@pytest.fixture(scope="module")
def project(small_corpus, tmp_path_factory, paratopic):
    """A folder in which an experiment of four quick models was run and its best promoted."""
    folder = tmp_path_factory.mktemp("project")
    models = "models={prior: {}, rules: {}, tfidf_logistic: {char: null}, tfidf_svm: {}}"
    done = paratopic(
        "run", "name=quick", models, f"data.path={small_corpus}", "evaluation.draws=200", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    promoted = paratopic("promote", "best", cwd=folder)
    assert promoted.returncode == 0, promoted.stderr
    assert "is the champion" in promoted.stdout
    (folder / "doc.txt").write_text(DOCUMENT, encoding="utf-8")
    return folder


def store(folder):
    from mlflow import MlflowClient

    return MlflowClient(f"sqlite:///{folder}/mlflow.db")


def children(folder, name="quick"):
    client = store(folder)
    experiment = client.get_experiment_by_name(name)
    runs = client.search_runs([experiment.experiment_id], "tags.stage = 'run'")
    return {run.data.tags["model"]: run for run in runs}


def test_one_parent_and_a_child_for_each_model(project):
    client = store(project)
    runs = client.search_runs([client.get_experiment_by_name("quick").experiment_id])
    parents = [run for run in runs if run.data.tags["stage"] == "experiment"]
    assert len(parents) == 1 and len(runs) == 5
    assert {run.info.status for run in runs} == {"FINISHED"}
    found = children(project)
    assert set(found) == {"prior", "rules", "tfidf_logistic", "tfidf_svm"}
    assert all(run.data.tags["mlflow.parentRunId"] == parents[0].info.run_id for run in found.values())


def test_metrics_parameters_inputs_and_artifacts(project):
    run = children(project)["tfidf_svm"]
    for name in (
        "macro_f1",
        "micro_f1",
        "macro_precision",
        "exact_match",
        "hamming_loss",
        "brier",
        "log_loss",
    ):
        assert f"test/{name}" in run.data.metrics, name
    for topic in TOPICS:
        for name in ("f1", "precision", "recall", "average_precision", "brier"):
            assert f"test/{name}/{topic}" in run.data.metrics
        assert f"threshold/{topic}" in run.data.metrics
    assert run.data.metrics["test/macro_f1_low"] <= run.data.metrics["test/macro_f1"]
    assert run.data.params["model.C"] == "1.0" and run.data.params["seed"] == "1"
    assert {tag.value for one in run.inputs.dataset_inputs for tag in one.tags} == {
        "train",
        "validation",
        "test",
    }
    assert all(one.dataset.digest for one in run.inputs.dataset_inputs)
    names = {item.path for item in store(project).list_artifacts(run.info.run_id)}
    assert {"config.yaml", "packages.txt", "predictions.csv", "plots", "model_card.md"} <= names


def test_trained_models_beat_the_rules_and_the_rules_beat_the_floor(project):
    score = {name: run.data.metrics["test/macro_f1"] for name, run in children(project).items()}
    assert score["prior"] < score["rules"]
    assert score["prior"] == 0  # the majority class has no topic


def test_no_pickle_among_the_artifacts(project):
    names = {path.name for folder in ("mlruns", "outputs") for path in (project / folder).rglob("*")}
    assert not [
        name for name in names if name.endswith((".pkl", ".pickle", ".joblib", ".bin", ".pt", ".cloudpickle"))
    ]


def test_compare_ranks_within_80_columns(project, paratopic):
    done = paratopic("compare", "quick", cwd=project)
    assert done.returncode == 0, done.stderr
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 80
    assert done.stdout.index("tfidf") < done.stdout.index("prior")


def test_promoting_the_champion_again_changes_nothing(project, paratopic):
    done = paratopic("promote", "best", cwd=project)
    assert done.returncode == 0 and "already" in done.stdout


def test_a_worse_run_is_not_promoted(project, paratopic):
    worse = children(project)["prior"].info.run_id
    done = paratopic("promote", worse, cwd=project)
    assert done.returncode == 2
    assert "not promoted" in done.stderr and "--force" in done.stderr


def test_a_document_gives_a_table_of_its_paragraphs(project, paratopic):
    done = paratopic("classify", "doc.txt", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "sanctions" in done.stdout and "humanitarian" in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 80


def test_offsets_reproduce_the_paragraphs(project, paratopic):
    done = paratopic("classify", "doc.txt", "--format", "jsonl", cwd=project)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["paragraph"] for row in rows] == [1, 2, 3]
    assert all(DOCUMENT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert all(set(row["probabilities"]) == set(TOPICS) for row in rows)
    assert all(row["document"] == "doc" and "champion" in row["model"] for row in rows)


def test_rows_keep_their_columns_and_order(project, paratopic):
    rows = [{"n": n, "text": text, "x": {"y": [n]}} for n, text in enumerate(DOCUMENT.strip().split("\n\n"))]
    (project / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = paratopic("classify", "rows.jsonl", "--model", "tfidf_svm", cwd=project)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [{key: row[key] for key in ("n", "text", "x")} for row in found] == rows
    assert found[0]["model"].startswith("tfidf_svm (run ")
    assert found[0]["topics"] == [t for t in TOPICS if t in found[0]["topics"]]


def test_csv_and_parquet_in_and_out(project, paratopic):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (project / "rows.csv").write_text(
        'id,text\n1,"Assets were frozen, and exports banned."\n2,Hello\n', encoding="utf-8"
    )
    done = paratopic("classify", "rows.csv", "--model", "rules", cwd=project)
    assert done.stdout.splitlines()[0].startswith("id,text,")
    assert "probability_sanctions" in done.stdout.splitlines()[0]
    pq.write_table(
        pa.table({"id": [1, 2], "text": ["Assets were frozen.", "Hello."]}), project / "rows.parquet"
    )
    done = paratopic("classify", "rows.parquet", "-o", "out.parquet", "--model", "rules", cwd=project)
    assert done.returncode == 0, done.stderr
    assert pq.read_table(project / "out.parquet").column("id").to_pylist() == [1, 2]


def test_standard_input_and_rules_without_any_store(tmp_path, paratopic):
    done = paratopic("classify", "-", "--model", "rules", "--format", "jsonl", cwd=tmp_path, stdin=DOCUMENT)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["paragraph"] for line in done.stdout.splitlines()] == [1, 2, 3]
    assert not (tmp_path / "mlflow.db").exists()


def test_python_twin(project, paratopic):
    code = (
        "from paratopic import Classifier\n"
        "found = Classifier.load('champion').classify(['Assets were frozen and a travel ban imposed.', 'Hello.'])\n"
        "print(found[0].topics, round(sum(found[1].probabilities.values()), 6))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    assert "sanctions" in done.stdout


def test_the_pyfunc_model_answers_as_the_command_line(project, paratopic):
    import mlflow
    import pandas as pd

    version = store(project).get_model_version_by_alias("paratopic", "champion")
    model = mlflow.pyfunc.load_model(
        store(project).get_run(version.run_id).data.tags["paratopic.bundle"][: -len("/data/bundle")]
    )
    texts = DOCUMENT.strip().split("\n\n")
    answered = model.predict(pd.DataFrame({"text": texts}))
    done = paratopic("classify", "doc.txt", "--format", "jsonl", cwd=project)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(topics) for topics in answered["topics"]] == [row["topics"] for row in rows]
    assert abs(answered["probability_sanctions"][0] - rows[0]["probabilities"]["sanctions"]) < 1e-5


def test_same_seed_same_metrics(project, small_corpus, paratopic):
    for _ in range(2):
        done = paratopic(
            "run",
            "name=twice",
            "model=tfidf_svm",
            f"data.path={small_corpus}",
            "evaluation.draws=50",
            cwd=project,
        )
        assert done.returncode == 0, done.stderr
    client = store(project)
    experiment = client.get_experiment_by_name("twice").experiment_id
    runs = client.search_runs([experiment], "tags.stage = 'run'")
    first, second = (
        {
            key: value
            for key, value in run.data.metrics.items()
            if key.startswith(("test/", "validation/", "threshold/"))
        }
        for run in runs
    )
    assert first == second and len(first) > 40


def test_two_experiments_at_once_on_a_new_store(small_corpus, tmp_path):
    command = [sys.executable, "-m", "paratopic", "run", "model=prior", f"data.path={small_corpus}"]
    both = [
        subprocess.Popen(
            [*command, f"name=n{i}", "evaluation.draws=50"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        for i in range(2)
    ]
    ends = [(process.communicate(timeout=200)[1], process.returncode) for process in both]
    assert [code for _, code in ends] == [0, 0], ends
    connection = sqlite3.connect(tmp_path / "mlflow.db")
    assert connection.execute("select count(*) from runs where status = 'FINISHED'").fetchone() == (4,)
    connection.close()


def test_multirun_over_seeds(small_corpus, tmp_path, paratopic):
    done = paratopic(
        "run",
        "model=prior",
        "seed=1,2",
        "-m",
        "name=sweep",
        f"data.path={small_corpus}",
        "evaluation.draws=50",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    client = store(tmp_path)
    runs = client.search_runs([client.get_experiment_by_name("sweep").experiment_id], "tags.stage = 'run'")
    assert sorted(run.data.tags["seed"] for run in runs) == ["1", "2"]


def test_config_and_help_are_hydras(tmp_path, paratopic):
    shown = paratopic("run", "experiment=demo", "--cfg", "job", cwd=tmp_path)
    assert shown.returncode == 0 and "name: demo" in shown.stdout
    assert "codebook: security" in shown.stdout and len(shown.stdout.splitlines()) < 120
    assert not (tmp_path / "outputs").exists()
    helped = paratopic("run", "--help", cwd=tmp_path)
    assert helped.returncode == 0 and "model:" in helped.stdout and "thresholds:" in helped.stdout


def test_fitting_on_all_documents_keeps_another_classifier_and_the_same_figures(
    project, paratopic, small_corpus
):
    done = paratopic(
        "run",
        "name=everything",
        "model=tfidf_svm",
        "fit_all=true",
        "tracking.plots=false",
        f"data.path={small_corpus}",
        "evaluation.draws=200",
        cwd=project,
    )
    assert done.returncode == 0, done.stderr
    assert "failed" not in done.stderr
    kept, before = (children(project, name)["tfidf_svm"] for name in ("everything", "quick"))
    assert kept.data.metrics["test/macro_f1"] == before.data.metrics["test/macro_f1"]
    assert kept.data.metrics["validation/macro_f1"] == before.data.metrics["validation/macro_f1"]
    assert "Fitted on all documents afterwards" in kept.data.tags["mlflow.note.content"]
