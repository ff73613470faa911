"""Bars of issue 6: logging a linear run <= 2 s, comparing 200 runs <= 5 s, 8 processes x 25 runs all finished.

Prints its table: pytest tests/benchmarks/bench_tracking.py -s -o python_files='bench_*.py'
"""

import dataclasses
import multiprocessing
import random
import shutil
import time
import uuid
from pathlib import Path

import numpy as np
import pytest

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import save_bundle
from paratopic.bundle.table import build_model
from paratopic.compare import compare_runs
from paratopic.dataset.examples import Examples
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.experiment.folder import flat_metrics
from paratopic.experiment.tables import write_predictions
from paratopic.models.protocol import FitContext
from paratopic.tracking.log import log_folder
from paratopic.tracking.record import RunRecord, read_record, write_record
from paratopic.tracking.store import open_store
from paratopic.training.judge import judge
from paratopic.training.recipe import Trained
from paratopic.training.settings import Judging
from support_models import parameters

TOPICS = ("deterrence", "sanctions", "humanitarian", "partnerships")
JUDGING = Judging(draws=1000, level=0.95, method="percentile", seed=0, bins=10)


def examples(count, seed):
    chance = random.Random(seed)
    targets = np.array([[chance.random() < 0.3 for _ in TOPICS] for _ in range(count)], dtype=np.int8)
    words = [f"word{n}" for n in range(40)]
    texts = [
        " ".join([*chance.choices(words, k=90), *(t for t, on in zip(TOPICS, row, strict=True) if on)])
        for row in targets
    ]
    names = tuple(f"d{n // 13}#{n}" for n in range(count))
    return Examples(names, tuple(texts), tuple(n.split("#")[0] for n in names), targets, TOPICS)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A run's folder of the size of the shipped corpus: 338 validation and 451 test paragraphs."""
    folder = tmp_path_factory.mktemp("template")
    train, validation, test = (examples(count, seed) for seed, count in enumerate((600, 338, 451)))
    model = build_model("tfidf_svm", {**parameters("tfidf_svm"), "char": None})
    model = model.fit(train, FitContext(seed=1))
    calibrators = fit_calibrators("platt", model.scores(train.texts), train.targets, TOPICS)
    saved = SavedClassifier("tfidf_svm", model, TOPICS, calibrators, fixed_thresholds(TOPICS, value=0.5))
    parts = {}
    for name, part in (("validation", validation), ("test", test)):
        probabilities = saved.probabilities(part.texts)
        parts[name] = judge(part, probabilities, saved.thresholds.apply(probabilities), JUDGING)
    (folder / "artifacts").mkdir()
    write_predictions(folder / "artifacts" / "predictions.csv", parts)
    save_bundle(saved, folder / "bundle")
    trained = Trained(saved, saved, parts, {"train_seconds": 1.0}, [], (), parts["validation"])
    tags = {"model": "tfidf_svm", "seed": "1", "stage": "run"}
    write_record(
        folder,
        RunRecord("k", "bench", "svm", {}, flat_metrics(trained), tags, example=list(test.texts[:3])),
    )
    return folder


def copy(template: Path, folder: Path, number: int) -> Path:
    shutil.copytree(template, folder)
    record = read_record(folder)
    changed = dataclasses.replace(
        record,
        key=uuid.uuid4().hex,
        parameters={"model.C": str(number), "evaluation.level": "0.95", "evaluation.draws": "1000"},
    )
    write_record(folder, changed)
    return folder


def log_some(template, folder, start, count):
    client = open_store(f"sqlite:///{folder}/mlflow.db")
    for number in range(start, start + count):
        log_folder(client, copy(template, folder / f"run{number}", number))


def test_bars(template, tmp_path):
    started = time.perf_counter()
    workers = [
        multiprocessing.get_context("spawn").Process(target=log_some, args=(template, tmp_path, 25 * n, 25))
        for n in range(8)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(f"\n8 processes x 25 runs on a new store: {time.perf_counter() - started:.0f} s")
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    client = open_store(uri)
    experiment = client.get_experiment_by_name("bench").experiment_id
    status = [run.info.status for run in client.search_runs([experiment], max_results=1000)]
    print(
        f"finished: {status.count('FINISHED')} of {len(status)}; exit codes {[w.exitcode for w in workers]}"
    )
    assert status == ["FINISHED"] * 200
    times = []
    for number in range(3):
        started = time.perf_counter()
        log_folder(client, copy(template, tmp_path / f"more{number}", 0))
        times.append(time.perf_counter() - started)
    print(f"logging one linear run: {', '.join(f'{one:.2f}' for one in times)} s")
    started = time.perf_counter()
    contest = compare_runs("bench", tracking_uri=uri)
    print(f"comparing {len(contest.contestants)} models: {time.perf_counter() - started:.2f} s")
