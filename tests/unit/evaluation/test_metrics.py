"""Metrics equal scikit-learn's, on examples and on random tables."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics as sk

from paratopic.errors import DatasetError, ModelError, ParatopicWarning
from paratopic.evaluation.metrics import evaluate

TOPICS = ("deterrence", "sanctions", "humanitarian")


@st.composite
def tables(draw):
    n = draw(st.integers(1, 30))
    labels = arrays(np.int64, (n, 3), elements=st.integers(0, 1))
    probability = arrays(np.float64, (n, 3), elements=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 0.9, 1.0]))
    return draw(labels), draw(labels), draw(probability)


@settings(deadline=None, max_examples=150)
@given(tables())
def test_equals_scikit_learn(table):
    targets, predictions, probabilities = table
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = evaluate(targets, predictions, probabilities, TOPICS)
        expected = {}
        for average in ("macro", "micro"):
            p, r, f, _ = sk.precision_recall_fscore_support(
                targets, predictions, average=average, zero_division=0
            )
            expected |= {f"{average}_precision": p, f"{average}_recall": r, f"{average}_f1": f}
        none = [np.column_stack([m, m.sum(axis=1) == 0]) for m in (targets, predictions)]
        for average in ("micro", "macro"):
            name = f"{average}_f1_with_none"
            expected[name] = sk.f1_score(*none, average=average, zero_division=0)
        expected["exact_match"] = sk.accuracy_score(targets, predictions)
        expected["hamming_loss"] = sk.hamming_loss(targets, predictions)
        for i, topic in enumerate(TOPICS):
            y, d, p = targets[:, i], predictions[:, i], probabilities[:, i]
            expected[f"f1/{topic}"] = sk.f1_score(y, d, zero_division=0)
            expected[f"precision/{topic}"] = sk.precision_score(y, d, zero_division=0)
            expected[f"recall/{topic}"] = sk.recall_score(y, d, zero_division=0)
            expected[f"average_precision/{topic}"] = sk.average_precision_score(y, p)
            expected[f"brier/{topic}"] = np.mean((p - y) ** 2)
            expected[f"log_loss/{topic}"] = sk.log_loss(y, p, labels=[0, 1])
            expected[f"prevalence/{topic}"] = y.mean()
            expected[f"support/{topic}"] = y.sum()
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, abs=1e-9), name


def test_a_topic_without_positives_is_named_and_counted():
    targets = np.array([[1, 0], [0, 0]])
    with pytest.warns(ParatopicWarning, match="no positive paragraph for sanctions: F1, recall"):
        found = evaluate(targets, targets, targets.astype(float), ("deterrence", "sanctions"))
    assert found["topics_without_positives"] == 1
    assert (found["f1/deterrence"], found["f1/sanctions"], found["macro_f1"]) == (1, 0, 0.5)


def test_bad_input_is_refused_with_a_sentence():
    ones = np.ones((2, 1))
    with pytest.raises(
        ModelError, match=r"expected finite probabilities, found 1 NaN or infinite \(first at"
    ):
        evaluate(ones, ones, [[0.5], [np.nan]], ("a",))
    with pytest.raises(ModelError, match=r"from 0 to 1, found 0\.5 to 1\.5; calibrate"):
        evaluate(ones, ones, [[0.5], [1.5]], ("a",))
    with pytest.raises(DatasetError, match="targets of 0 and 1, found 2"):
        evaluate(ones * 2, ones, ones, ("a",))
    with pytest.raises(DatasetError, match="at least one paragraph"):
        evaluate(np.zeros((0, 1)), np.zeros((0, 1)), np.zeros((0, 1)), ("a",))
    with pytest.raises(DatasetError, match="one column for each of a, b"):
        evaluate(ones, ones, ones, ("a", "b"))
