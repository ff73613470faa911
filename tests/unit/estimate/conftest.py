"""A small classified corpus with known labels, and samples of it."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from paratopic.estimate import estimators
from paratopic.estimate.batches import Batch
from paratopic.estimate.corpus import Corpus, Sums
from paratopic.estimate.design import Sample
from paratopic.estimate.spread import DesignSpread

TOPICS = ("deterrence", "sanctions")


class World:
    """Documents of two issuers over three years; the classifier errs, and more for issuer B."""

    def __init__(self, folder, seed=0, documents=120, size=10):
        rng = np.random.default_rng(seed)
        self.folder, n = folder, documents * size
        self.document = np.repeat([f"d{i}" for i in range(documents)], size)
        self.ids = np.array([f"{d}#{i % size + 1}" for i, d in enumerate(self.document)])
        self.issuer = np.repeat(np.where(np.arange(documents) % 2, "B", "A"), size)
        self.year = np.repeat(2021 + np.arange(documents) % 3, size)
        level = np.repeat(rng.normal(size=documents), size)[:, None] + [-1.0, -1.5]
        self.y = (rng.random((n, 2)) < 1 / (1 + np.exp(-level))).astype(int)
        bias = np.where(self.issuer == "B", 1.0, 0.0)[:, None]
        self.p = 1 / (1 + np.exp(-(3.5 * self.y - 2 + bias + rng.normal(size=(n, 2)))))
        self.d = (self.p >= 0.5).astype(int)
        self.rng = rng

    def rows(self):
        for i, name in enumerate(self.ids):
            yield {
                "id": str(name),
                "document": str(self.document[i]),
                "issuer": str(self.issuer[i]),
                "date": f"{self.year[i]}-05-01",
                "text": "…",
                "topics": [t for t, d in zip(TOPICS, self.d[i], strict=True) if d],
                "probabilities": dict(zip(TOPICS, map(float, self.p[i]), strict=True)),
                "model": "m",
            }

    def jsonl(self, rows=None, name="classified.jsonl"):
        path = self.folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows or self.rows()))
        return path

    def gold_rows(self, index, inclusion):
        chances = np.broadcast_to(inclusion, len(self.ids))
        for i in index:
            labels = [t for t, y in zip(TOPICS, self.y[i], strict=True) if y]
            yield {"id": str(self.ids[i]), "labels": labels, "inclusion": float(chances[i])}

    def gold(self, n=200, rows=None, name="gold.jsonl"):
        path = self.folder / name
        if rows is None:
            index = self.rng.choice(len(self.ids), n, replace=False)
            rows = self.gold_rows(index, n / len(self.ids))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def population(n=600, seed=0, group=None, documents=None):
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.3).astype(float)
    p = 1 / (1 + np.exp(-(3 * y - 1.5 + rng.normal(size=n))))
    group = np.zeros(n, dtype=int) if group is None else group
    documents = np.arange(n) if documents is None else documents
    names = np.array([f"d{d}" for d in documents], dtype=object)
    groups = [(str(g),) for g in range(group.max() + 1)]
    sums = Sums(1, clusters=True, histogram=False)
    sums.add(
        Batch(
            names,
            names,
            groups,
            group,
            p[:, None],
            (p >= 0.5)[:, None] * 1.0,
            np.zeros(n, bool),
            np.ones(n, int),
        )
    )
    return y, p, group, names, sums.finish(("a",))


def draw(index, y, p, group, names, corpus: Corpus, *, inclusion, unit=None):
    chances = np.broadcast_to(inclusion, len(y))[index].astype(float)
    unit = np.arange(len(index)) if unit is None else np.unique(unit[index], return_inverse=True)[1]
    return Sample(
        y[index][:, None],
        p[index][:, None],
        (p[index] >= 0.5)[:, None] * 1.0,
        group[index],
        chances,
        unit,
        np.unique(chances, return_inverse=True)[1],
        np.array([corpus.cluster_of(name) for name in names[index]]),
        "paragraph",
    )


def fit(method, corpus, sample, spread=None):
    one = estimators.problem(corpus, sample, 0, predictor="probability")
    return method(one, corpus, sample, spread or DesignSpread(sample, len(corpus.groups)))


@pytest.fixture
def lab():
    """Corpora and samples as arrays, for tests of the formulas."""
    return SimpleNamespace(world=population, draw=draw, fit=fit)
