"""Bootstrap intervals: against scipy, against a slow bootstrap, and for coverage of the truth."""

import warnings

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import average_precision_score, f1_score

from paratopic.errors import ConfigError, DatasetError, ParatopicWarning
from paratopic.evaluation.curves import average_precision, calibration_error
from paratopic.evaluation.intervals import bootstrap_metrics, bootstrap_statistic
from paratopic.evaluation.metrics import evaluate
from paratopic.evaluation.resampling import document_draws

TOPICS = ("a", "b")


@pytest.fixture
def table():
    rng = np.random.default_rng(7)
    y = (rng.random((240, 2)) < 0.35).astype(int)
    d = np.where(rng.random(y.shape) < 0.15, 1 - y, y)
    return y, d, np.repeat(np.arange(40), 6)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_equals_scipys_bootstrap_when_every_paragraph_is_a_document(table, method):
    y, d, _ = table
    alone = np.arange(len(y))
    found = bootstrap_metrics(y, d, alone, TOPICS, draws=4000, method=method, seed=1)["exact_match"]
    right = (y == d).all(axis=1).astype(float)
    expected = stats.bootstrap((right,), np.mean, n_resamples=4000, method=method, rng=2).confidence_interval
    assert found.estimate == right.mean()
    assert (found.low, found.high) == pytest.approx(tuple(expected), abs=0.009)


def test_fast_draws_equal_slow_resampling_of_whole_documents(table):
    y, d, documents = table
    weights = np.concatenate(list(document_draws(40, draws=300, seed=5)))
    slow = []
    for drawn in weights.astype(int):
        rows = np.repeat(np.arange(len(y)), drawn[documents])
        slow.append(f1_score(y[rows], d[rows], average="macro"))
    found = bootstrap_metrics(y, d, documents, TOPICS, draws=300, seed=5)["macro_f1"]
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(slow, [0.025, 0.975])))


def test_estimates_are_the_metrics_of_the_run(table):
    y, d, documents = table
    found = bootstrap_metrics(y, d, documents, TOPICS, draws=50)
    metrics = evaluate(y, d, d.astype(float), TOPICS)
    assert found
    for name, interval in found.items():
        assert interval.estimate == pytest.approx(metrics[name])
        assert interval.low <= interval.high


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_cover_the_truth_although_paragraphs_of_a_document_are_alike(method):
    rng = np.random.default_rng(11)
    covered, naive = 0, 0
    for trial in range(200):
        share = rng.beta(8, 2, size=50)
        right = (rng.random((50, 12)) < share[:, None]).ravel().astype(int)[:, None]
        ones = np.ones_like(right)
        for documents in (np.repeat(np.arange(50), 12), np.arange(600)):
            found = bootstrap_metrics(ones, right, documents, ("a",), draws=300, method=method, seed=trial)[
                "recall/a"
            ]
            inside = found.low <= 0.8 <= found.high
            covered += inside and len(set(documents)) == 50
            naive += inside and len(set(documents)) == 600
    assert 180 <= covered <= 199
    assert naive < covered - 10


def test_any_statistic_of_weights(table):
    y, _, documents = table
    p = np.random.default_rng(0).random(len(y)).round(2)
    target = y[:, 0]
    found = bootstrap_statistic(
        lambda w: average_precision(target, p, weights=w), documents, draws=200, seed=3, method="bca"
    )
    assert found.estimate == pytest.approx(average_precision_score(target, p))
    assert found.low < found.estimate < found.high
    ece = bootstrap_statistic(lambda w: calibration_error(target, p, weights=w), documents, draws=100)
    assert 0 <= ece.low < ece.high <= 1


def test_same_seed_same_interval_other_seed_another(table):
    y, d, documents = table
    first = bootstrap_metrics(y, d, documents, TOPICS, draws=100, seed=1)
    assert first == bootstrap_metrics(y, d, documents, TOPICS, draws=100, seed=1)
    assert first != bootstrap_metrics(y, d, documents, TOPICS, draws=100, seed=2)


def test_thin_ground_is_stated_and_no_ground_is_refused(table):
    y, d, documents = table
    rare = y.copy()
    rare[:, 1] = 0
    rare[0, 1] = 1
    with pytest.warns(ParatopicWarning, match="topic b has positive paragraphs in 1 of 40 documents"):
        bootstrap_metrics(rare, d, documents, TOPICS, draws=10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(DatasetError, match="at least 2 documents to resample, found 1"):
            bootstrap_metrics(y, d, np.zeros(len(y)), TOPICS, draws=10)
    with pytest.raises(ConfigError, match="percentile or bca"):
        bootstrap_metrics(y, d, documents, TOPICS, draws=10, method="magic")


@pytest.mark.filterwarnings("ignore::paratopic.errors.ParatopicWarning")
def test_a_draw_passes_over_the_rare_topics_that_it_lost():
    """Forty topics of two documents each: the interval holds the estimate, by the definition written out."""
    rng = np.random.default_rng(5)
    documents, topics = np.arange(80), [f"t{k}" for k in range(40)]
    targets = np.zeros((80, 40), dtype=int)
    targets[documents, documents % 40] = 1
    predictions = targets * (rng.random((80, 40)) < 0.8)
    found = bootstrap_metrics(targets, predictions, documents, topics, draws=300, seed=4)["macro_f1"]
    assert found.low < found.estimate < found.high
    values = []
    for drawn in np.concatenate(list(document_draws(80, draws=300, seed=4))).astype(int):
        y, p = np.repeat(targets, drawn, axis=0), np.repeat(predictions, drawn, axis=0)
        having = y.any(axis=0)
        values.append(f1_score(y[:, having], p[:, having], average="macro", zero_division=0))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(values, [0.025, 0.975])))


@pytest.mark.filterwarnings("ignore::paratopic.errors.ParatopicWarning")
def test_a_topic_that_the_sample_lacks_counts_in_every_draw():
    targets = np.array([[1, 0]] * 10)
    found = bootstrap_metrics(targets, targets, np.arange(10), ["a", "b"], draws=50)["macro_f1"]
    assert (found.estimate, found.low, found.high) == (0.5, 0.5, 0.5)
