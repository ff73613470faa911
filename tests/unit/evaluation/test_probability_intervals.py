"""Intervals of probability metrics: against slow resampling with scikit-learn, and against scipy's bootstrap."""

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss

from paratopic.evaluation.metrics import evaluate
from paratopic.evaluation.probability_intervals import bootstrap_probabilities
from paratopic.evaluation.resampling import document_draws

TOPICS = ("a", "b")


@pytest.fixture
def table():
    rng = np.random.default_rng(2)
    y = (rng.random((240, 2)) < 0.3).astype(int)
    p = np.clip(0.5 * y + rng.random(y.shape) * 0.5, 0.01, 0.99).round(2)  # with ties
    return y, p, np.repeat(np.arange(40), 6)


def test_estimates_are_the_metrics_of_the_run(table):
    y, p, documents = table
    metrics = evaluate(y, (p > 0.5).astype(int), p, TOPICS)
    found = bootstrap_probabilities(y, p, documents, TOPICS, draws=20)
    assert {"ece/a", "average_precision/b", "macro_average_precision", "brier", "log_loss"} <= set(found)
    for name, interval in found.items():
        assert interval.estimate == pytest.approx(metrics[name], abs=1e-12), name
        assert interval.low <= interval.high


def test_fast_draws_equal_slow_resampling_of_whole_documents(table):
    y, p, documents = table
    oracles = {
        "average_precision/b": average_precision_score,
        "brier/b": brier_score_loss,
        "log_loss/b": log_loss,
    }
    slow = {name: [] for name in oracles}
    for drawn in np.concatenate(list(document_draws(40, draws=200, seed=5))).astype(int):
        rows = np.repeat(np.arange(len(y)), drawn[documents])
        for name, oracle in oracles.items():
            slow[name].append(oracle(y[rows, 1], p[rows, 1]))
    found = bootstrap_probabilities(y, p, documents, TOPICS, draws=200, seed=5)
    for name, values in slow.items():
        expected = tuple(np.quantile(values, [0.025, 0.975]))
        assert (found[name].low, found[name].high) == pytest.approx(expected), name


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_equals_scipys_bootstrap_when_every_paragraph_is_a_document(table, method):
    y, p, _ = table
    found = bootstrap_probabilities(y, p, np.arange(len(y)), TOPICS, draws=4000, method=method, seed=1)
    squares = (y[:, 0] - p[:, 0]) ** 2
    expected = stats.bootstrap((squares,), np.mean, n_resamples=4000, method=method, rng=2)
    one = found["brier/a"]
    assert (one.low, one.high) == pytest.approx(tuple(expected.confidence_interval), abs=0.004)

    def ece(y, p, code):
        return sum(abs((y - p)[code == b].sum()) for b in range(10)) / len(y)

    apart = np.sort(np.random.default_rng(0).random(y.shape), axis=0)  # no ties: ten bins of 24
    sorted_p = apart[:, 1]
    whole = bootstrap_probabilities(y, apart, np.arange(len(y)), TOPICS, draws=4000, method=method, seed=1)
    code = np.arange(len(y)) * 10 // len(y)
    sample, options = (y[:, 1], sorted_p, code), {"paired": True, "vectorized": False}
    expected = stats.bootstrap(sample, ece, n_resamples=2000, method=method, rng=3, **options)
    one = whole["ece/b"]
    assert one.estimate == pytest.approx(ece(y[:, 1], sorted_p, code))
    assert (one.low, one.high) == pytest.approx(tuple(expected.confidence_interval), abs=0.012)


def test_a_topic_without_positives_counts_as_zero(table):
    y, p, documents = table
    y = y.copy()
    y[:, 0] = 0
    found = bootstrap_probabilities(y, p, documents, TOPICS, draws=20)["average_precision/a"]
    assert (found.estimate, found.low, found.high) == (0, 0, 0)


def test_a_draw_passes_over_the_rare_topics_that_it_lost():
    rng = np.random.default_rng(5)
    documents, topics = np.arange(80), [f"t{k}" for k in range(40)]
    targets = np.zeros((80, 40), dtype=int)
    targets[documents, documents % 40] = 1
    probabilities = np.clip(0.4 * targets + 0.6 * rng.random((80, 40)), 0, 1)
    found = bootstrap_probabilities(targets, probabilities, documents, topics, draws=200)
    interval = found["macro_average_precision"]
    assert interval.low < interval.estimate < interval.high
