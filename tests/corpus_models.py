"""Classifiers fitted on half the shipped corpus's documents, for benchmarks."""

import csv
import json
from functools import cache

import numpy as np
import yaml

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.table import build_model
from paratopic.codebook import Codebook
from paratopic.dataset.examples import Examples
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.models.protocol import FitContext
from support import DATA, ROOT, TOPICS


@cache
def half(part):
    with (DATA / "gold.csv").open(encoding="utf-8", newline="") as stream:
        gold = {row["id"]: row["topics"].split(";") for row in csv.DictReader(stream)}
    with (DATA / "paragraphs.jsonl").open(encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, stream) if row["id"] in gold]
    documents = sorted({row["document"] for row in rows})
    chosen = set(documents[part::2])
    rows = [row for row in rows if row["document"] in chosen]
    targets = np.array([[t in gold[row["id"]] for t in TOPICS] for row in rows], dtype=np.int8)
    texts = tuple(row["text"] for row in rows)
    names = tuple(row["document"] for row in rows)
    return Examples(tuple(row["id"] for row in rows), texts, names, targets, TOPICS)


def fit(name, **changes):
    parameters = yaml.safe_load((ROOT / f"conf/model/{name}.yaml").read_text(encoding="utf-8"))
    parameters.pop("name")
    parameters.update({key: value for key, value in changes.items() if key in parameters})
    train = half(0)
    book = Codebook.load(ROOT / "conf" / "codebook" / "security.yaml")
    model = build_model(name, parameters).fit(train, FitContext(seed=1, codebook=book))
    calibrators = fit_calibrators("none", model.scores(train.texts), train.targets, TOPICS)
    return SavedClassifier(name, model, TOPICS, calibrators, fixed_thresholds(TOPICS))


def held_out():
    return list(half(1).texts)


def paragraphs_of(words):
    found = " ".join(half(0).texts + half(1).texts).split()
    return [" ".join(found[i : i + words]) for i in range(0, len(found) - words, words)]
