"""Experiment 013: does a paragraph's neighbourhood help to label it? Five document folds of the shipped corpus.

Prints its table: pytest tests/benchmarks/bench_context.py -s -o python_files='bench_*.py'
"""

import csv
from dataclasses import replace
from functools import partial

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpus_models import half
from paratopic.bundle.table import build_model
from paratopic.dataset.examples import join
from paratopic.dataset.splits import document_folds
from paratopic.evaluation.crossfit import cross_fitted
from paratopic.evaluation.intervals import bootstrap_metrics
from paratopic.evaluation.paired import paired_difference
from paratopic.evaluation.thresholds import tune_thresholds
from paratopic.models.protocol import FitContext
from support_models import parameters

MODEL, FOLDS = "tfidf_logistic", 5


def neighbours(examples, step):
    """The row of each paragraph's neighbour in its document, -1 at the document's ends."""
    place = {name: row for row, name in enumerate(examples.ids)}
    names = (name.rsplit("#", 1) for name in examples.ids)
    return np.array([place.get(f"{document}#{int(number) + step}", -1) for document, number in names])


def out_of_fold(examples, folds):
    scores = np.zeros(examples.targets.shape)
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        model = build_model(MODEL, parameters(MODEL)).fit(examples.take(outside), FitContext(seed=1))
        scores[inside] = model.scores([examples.texts[row] for row in inside])
    return scores


def beside(examples, *steps):
    """Each text with its neighbours' texts before and behind it."""
    rows = {step: neighbours(examples, step) for step in steps}
    texts = [
        "\n".join(
            [examples.texts[found[row]] for step, found in rows.items() if step < 0 and found[row] >= 0]
            + [examples.texts[row]]
            + [examples.texts[found[row]] for step, found in rows.items() if step > 0 and found[row] >= 0]
        )
        for row in range(len(examples))
    ]
    return replace(examples, texts=tuple(texts))


def shifted(scores, rows):
    """The neighbours' scores; at a document's ends the mean score, which says nothing."""
    return np.where((rows >= 0)[:, None], scores[rows], scores.mean(axis=0))


def learned(examples, scores, folds):
    """Own, previous and next score in a logistic regression a topic, fitted on the other folds."""
    parts = [scores, *(shifted(scores, neighbours(examples, step)) for step in (-1, 1))]
    found = np.zeros_like(scores)
    for topic in range(scores.shape[1]):
        columns = np.column_stack([part[:, topic] for part in parts])
        for fold in range(FOLDS):
            inside = folds == fold
            model = LogisticRegression().fit(columns[~inside], examples.targets[~inside, topic])
            found[inside, topic] = model.decision_function(columns[inside])
    return found


def test_table(tmp_path):
    examples = join(half(0), half(1))
    folds = document_folds(examples.documents, examples.targets, folds=FOLDS, seed=0)
    alone = out_of_fold(examples, folds)
    near = [shifted(alone, neighbours(examples, step)) for step in (-1, 1)]
    rows = {
        "the paragraph alone": alone,
        "text with the previous one": out_of_fold(beside(examples, -1), folds),
        "text with both neighbours": out_of_fold(beside(examples, -1, 1), folds),
        "score + 0.1 of each neighbour's": alone + 0.1 * sum(near),
        "score + 0.3 of each neighbour's": alone + 0.3 * sum(near),
        "learned weights of the three": learned(examples, alone, folds),
    }
    tune = partial(tune_thresholds, shrinkage=500, tolerance=0.01)
    decided = {
        name: cross_fitted(
            scores, examples.targets, folds, examples.topics, calibration="platt", tune=tune
        ).predictions
        for name, scores in rows.items()
    }
    print(f"\n{MODEL}, {len(examples)} paragraphs of {len(set(examples.documents))} documents")
    lines = [["context", "macro-F1", "low", "high", "difference", "p"]]
    base = decided["the paragraph alone"]
    sample = (examples.documents, examples.topics)
    for name, predictions in decided.items():
        one = bootstrap_metrics(examples.targets, predictions, *sample)["macro_f1"]
        line = [name, *(f"{value:.3f}" for value in (one.estimate, one.low, one.high)), "", ""]
        if predictions is not base:
            paired = paired_difference(examples.targets, predictions, base, *sample)
            line[4:] = [f"{paired.difference.estimate:+.3f}", f"{paired.p_value:.3f}"]
        lines.append(line)
    for line in lines:
        print(f"{line[0]:<34}" + "".join(f"{cell:>10}" for cell in line[1:]))
    with (tmp_path / "results.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(lines)
    print(f"written to {tmp_path / 'results.csv'}")
