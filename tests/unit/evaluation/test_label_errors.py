"""Confident learning against a worked example, a second implementation and, where installed, cleanlab itself."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.errors import DatasetError, ModelError
from paratopic.evaluation.label_errors import confident_joint, label_errors, self_confidence, topic_errors


def drawn(seed, n=300, k=3):
    rng = np.random.default_rng(seed)
    true = (rng.random((n, k)) < rng.uniform(0.1, 0.5, size=k)).astype(int)
    found = 1 / (1 + np.exp(-(rng.normal(0, 1.2, (n, k)) + (2 * true - 1) * rng.uniform(1, 3))))
    return np.where(rng.random((n, k)) < 0.08, 1 - true, true), found, true


def by_loops(targets, probabilities):
    """The paper's definitions, one paragraph at a time."""
    mean = {
        c: np.mean([p if c else 1 - p for y, p in zip(targets, probabilities, strict=True) if y == c])
        for c in (0, 1)
    }
    joint = {(i, j): 0 for i in (0, 1) for j in (0, 1)}
    for y, p in zip(targets, probabilities, strict=True):
        confident = [c for c in (0, 1) if (p if c else 1 - p) >= mean[c] - 1e-6]
        if confident:
            joint[y, max(confident, key=lambda c, p=p: p if c else 1 - p)] += 1
    flagged = set()
    for c in (0, 1):
        rows = [i for i, y in enumerate(targets) if y == c]
        right = max(1, joint[c, c])
        exact = joint[c, 1 - c] / (joint[c, 1 - c] + right) * len(rows)
        count = int(exact) + (exact - int(exact) > 0.5)
        rows.sort(key=lambda i: probabilities[i] if c else 1 - probabilities[i])
        flagged |= {
            i for i in rows[: min(count, len(rows) - 1)] if (probabilities[i] > 0.5) != bool(targets[i])
        }
    return flagged


def test_a_worked_example():
    """Labels of ten paragraphs; by hand: thresholds 0.82 (no) and 0.64 (yes), joint [[4, 1], [1, 4]]."""
    targets = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    probabilities = np.array([0.01, 0.02, 0.01, 0.03, 0.83, 0.8, 0.8, 0.8, 0.78, 0.02])
    assert confident_joint(targets, probabilities).tolist() == [[4, 1], [1, 4]]
    assert np.flatnonzero(topic_errors(targets, probabilities)).tolist() == [4, 9]


@given(st.integers(0, 10_000))
def test_it_agrees_with_the_paper_s_definitions(seed):
    targets, probabilities, _ = drawn(seed, n=60, k=1)
    if 0 < targets.sum() < 60:
        found = topic_errors(targets[:, 0], probabilities[:, 0])
        assert set(np.flatnonzero(found)) == by_loops(targets[:, 0], probabilities[:, 0])


def test_counts_equal_those_of_the_authors_package():
    """Pinned: what cleanlab 2.9.0 gives for these draws (find_multilabel_issues_per_class, its defaults)."""
    counts = [label_errors(*drawn(seed)[:2], ["a", "b", "c"]).sum(axis=0).tolist() for seed in range(5)]
    assert counts == [[31, 22, 33], [32, 22, 24], [20, 36, 21], [38, 39, 65], [21, 18, 19]]


def test_it_equals_the_authors_package():
    reference = pytest.importorskip("cleanlab.multilabel_classification.filter", reason="needs cleanlab")
    for seed in range(20):
        targets, probabilities, _ = drawn(seed)
        labels = [list(np.flatnonzero(row)) for row in targets]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = reference.find_multilabel_issues_per_class(labels, probabilities, n_jobs=1)
        found = label_errors(targets, probabilities, ["a", "b", "c"])
        assert (found == expected).all()


def test_planted_errors_are_found():
    rng = np.random.default_rng(0)
    true = (rng.random((1000, 1)) < 0.3).astype(int)
    probabilities = np.clip(np.where(true, 0.95, 0.04) + rng.normal(0, 0.02, true.shape), 0, 1)
    given_labels = true.copy()
    given_labels[:30] = 1 - given_labels[:30]
    found = np.flatnonzero(label_errors(given_labels, probabilities, ["a"]))
    assert set(found) <= set(range(30)) and len(found) >= 24


def test_labels_that_the_probabilities_agree_with_are_never_doubted():
    for seed in range(20):
        targets, probabilities, _ = drawn(seed)
        flagged = label_errors(targets, probabilities, ["a", "b", "c"])
        assert (self_confidence(targets, probabilities)[flagged] <= 0.5).all()


def test_one_answer_alone_is_no_trouble():
    targets = np.zeros((5, 1), dtype=int)
    assert not label_errors(targets, np.full((5, 1), 0.9), ["a"]).any()
    assert not label_errors(1 - targets, np.full((5, 1), 0.9), ["a"]).any()


def test_nonsense_is_refused():
    with pytest.raises(DatasetError, match="expected targets of 0 and 1"):
        label_errors([[2]], [[0.5]], ["a"])
    with pytest.raises(ModelError, match="NaN"):
        label_errors([[1]], [[np.nan]], ["a"])
