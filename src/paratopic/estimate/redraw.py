"""Draw the coded sample again and again from a corpus whose every label is known, to count covered shares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from paratopic.estimate import estimators
from paratopic.estimate.assemble import cells
from paratopic.estimate.classified import open_classified
from paratopic.estimate.contrasts import combine
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import Sample
from paratopic.estimate.gold import read_gold
from paratopic.estimate.method import ESTIMATORS, read_corpus
from paratopic.estimate.request import Request
from paratopic.estimate.spread import DesignSpread
from paratopic.evaluation.checks import Floats, Ints

METHODS = ("gold", "dsl", "ppi")


def redraw(
    classified: Path, truth: Path, *, by: str, sizes: Sequence[int], draws: int, seed: int
) -> list[dict[str, str]]:
    """Return coverage and mean width (points) by sample size and method, over all topics, and over their groups."""
    source = open_classified(classified, by=(by,))
    labels = read_gold(truth, topics=source.topics, known=source.known)
    corpus, rows = read_corpus(source, labels, Request())
    group = np.array([corpus.groups.index(one) for one in rows.groups], dtype=np.int64)
    y = np.array([[float(labels[name].values[topic]) for topic in source.topics] for name in rows.ids])
    whole = _sample(np.arange(len(y)), y, np.array(rows.probabilities), np.array(rows.decisions), group)
    rng = np.random.default_rng(seed)
    table = []
    for size in sizes:
        chosen = (rng.choice(len(y), size, replace=False) for _ in range(draws))
        found = np.array([_judge(whole, index, corpus) for index in chosen])
        for m, method in enumerate(METHODS):
            for name, part in (("all", found[:, m, :, :1]), (f"each {by}", found[:, m, :, 1:])):
                hit, width = part[..., 0].mean(), part[..., 1].mean()
                row = {"coded": str(size), "method": method, "of": name, "coverage": f"{hit:.3f}"}
                table.append(row | {"width": f"{100 * width:.1f}"})
    return table


def _judge(whole: Sample, index: Ints, corpus: Corpus) -> Floats:
    """Return (methods, topics, cells, 2): covered, width."""
    sample = _sample(index, whole.y, whole.p, whole.d, whole.group)
    spread = DesignSpread(sample, len(corpus.groups))
    result = np.zeros((len(METHODS), len(corpus.topics), len(cells(corpus)), 2))
    for k in range(len(corpus.topics)):
        one = estimators.problem(corpus, sample, k, predictor="probability")
        truth, _ = estimators.hajek(whole.y[:, k], whole, len(corpus.groups))
        for m, method in enumerate(METHODS):
            fit = ESTIMATORS[method](one, corpus, sample, spread)
            for c, (_, weights) in enumerate(cells(corpus)):
                found = combine(fit, weights, level=0.95)
                result[m, k, c] = found.low <= weights @ truth <= found.high, found.high - found.low
    return result


def _sample(index: Ints, y: Floats, p: Floats, d: Floats, group: Ints) -> Sample:
    """Return a simple random sample of rows `index`, which have to cover every group."""
    n = len(index)
    chance = np.full(n, n / len(y))
    unit, zeros = np.arange(n), np.zeros(n, dtype=np.int64)
    return Sample(y[index], p[index], d[index], group[index], chance, unit, zeros, zeros, "paragraph")
