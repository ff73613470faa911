"""The champion answers alike from the library, from `mlflow models serve` and from Spark."""

import csv
import importlib.util
import json
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def champion(quick_run, paratopic, tmp_path):
    """Return the texts of the test part with the champion's topics by `paratopic classify`."""
    quick_run()
    paratopic("promote", "best")
    predictions = next(tmp_path.glob("outputs/**/predictions.csv"))
    texts = [row["text"] for row in csv.DictReader(predictions.open()) if row["part"] == "test"]
    with (tmp_path / "texts.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["text"], *([text] for text in texts)])
    done = paratopic("classify", "texts.csv", "--format", "jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(texts) > 10
    return texts, answers


def columns(answers):
    return sorted(answers[0]["probabilities"])


def test_the_logged_model_answers_as_the_library(champion, tmp_path):
    import mlflow
    import pandas as pd

    texts, answers = champion
    mlflow.set_tracking_uri(f"sqlite:///{tmp_path}/mlflow.db")
    mlflow.set_registry_uri(f"sqlite:///{tmp_path}/mlflow.db")
    model = mlflow.pyfunc.load_model("models:/paratopic@champion")
    found = model.predict(pd.DataFrame({"text": texts}))
    for (_, row), answer in zip(found.iterrows(), answers, strict=True):
        assert list(row["topics"]) == answer["topics"]
        for topic in columns(answers):
            assert row[f"probability_{topic}"] == pytest.approx(answer["probabilities"][topic], abs=1e-6)
    every = model.predict(pd.DataFrame({"text": texts}), params={"threshold": 0.0, "batch_size": 3})
    assert {len(topics) for topics in every["topics"]} == {len(columns(answers))}
    schema = model.metadata.signature
    assert [one.name for one in schema.inputs] == ["text"]
    assert {one.name for one in schema.params} == {"threshold", "batch_size"}
    assert model.input_example is not None


@pytest.mark.slow
def test_mlflow_models_serve_answers_as_classify(
    champion, tmp_path, port, environment_of, wait, stop_process
):
    texts, answers = champion
    log = tmp_path / "serve.log"
    serve = [sys.executable, "-m", "mlflow", "models", "serve", "-m", "models:/paratopic@champion"]
    process = subprocess.Popen(
        [*serve, "--env-manager", "local", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"],
        cwd=tmp_path,
        env=environment_of(MLFLOW_TRACKING_URI=f"sqlite:///{tmp_path}/mlflow.db"),
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait(f"http://127.0.0.1:{port}/ping", process, log)
        body = json.dumps({"dataframe_split": {"columns": ["text"], "data": [[text] for text in texts]}})
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/invocations",
            data=body.encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            rows = json.load(reply)["predictions"]
    finally:
        stop_process(process)
    assert [row["topics"] for row in rows] == [answer["topics"] for answer in answers]
    for row, answer in zip(rows, answers, strict=True):
        for topic, value in answer["probabilities"].items():
            assert row[f"probability_{topic}"] == pytest.approx(value, abs=1e-6)


SPARK = """
import json, sys
import mlflow
from pyspark.sql import SparkSession
spark = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
)
classify = mlflow.pyfunc.spark_udf(spark, "models:/paratopic@champion", env_manager="local")
table = spark.read.csv("texts.csv", header=True).coalesce(1)
rows = table.select(classify("text").alias("answer")).collect()
print("ANSWERS" + json.dumps([row["answer"].asDict() for row in rows]))
"""


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs pyspark and Java",
)
def test_spark_udf_answers_as_classify(champion, tmp_path, environment_of):
    _, answers = champion
    done = subprocess.run(
        [sys.executable, "-c", SPARK],
        cwd=tmp_path,
        env=environment_of(
            MLFLOW_TRACKING_URI=f"sqlite:///{tmp_path}/mlflow.db",
            PYSPARK_PYTHON=sys.executable,
            SPARK_LOCAL_IP="127.0.0.1",
        ),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = json.loads(done.stdout.partition("ANSWERS")[2])
    assert [row["topics"] for row in rows] == [answer["topics"] for answer in answers]
    for row, answer in zip(rows, answers, strict=True):
        for topic, value in answer["probabilities"].items():
            assert row[f"probability_{topic}"] == pytest.approx(value, abs=1e-6)


def test_the_requirements_are_pinned_and_enough(champion, tmp_path):
    """The model's own list names what the loader imports: a fresh environment loads it from this list."""
    folder = next(Path(tmp_path).glob("mlruns/models/*/artifacts"))
    lines = (folder / "requirements.txt").read_text().split()
    wheel = [line for line in lines if line.endswith(".whl")]
    assert len(wheel) == 1 and (folder / wheel[0]).is_file()
    pinned = [line.partition("==") for line in lines if line not in wheel]
    assert all(number for _, _, number in pinned)
    names = {name for name, _, _ in pinned}
    assert names >= {"mlflow", "numpy", "pandas", "scikit-learn"} and "torch" not in names
