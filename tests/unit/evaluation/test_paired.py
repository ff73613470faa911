"""Paired comparisons: against scipy and statsmodels, exact where few documents allow it."""

import itertools

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

from paratopic.errors import DatasetError
from paratopic.evaluation.counts import macro_f1, paragraph_counts, scores, total
from paratopic.evaluation.multiplicity import holm
from paratopic.evaluation.paired import compare_with, mcnemar_exact, paired_difference

TOPICS = ("a", "b")


def models(seed, documents, *, better=0.0, size=6):
    rng = np.random.default_rng(seed)
    y = (rng.random((documents * size, 2)) < 0.4).astype(int)
    wrong = [rng.random(y.shape) < 0.25 - shift for shift in (better, 0.0)]
    return y, *(np.where(w, 1 - y, y) for w in wrong), np.repeat(np.arange(documents), size)


def test_few_documents_are_enumerated():
    y, a, b, documents = models(0, 7)
    found = paired_difference(y, a, b, documents, TOPICS, metric="micro_f1", draws=50)

    def f1(decided):
        return 2 * (y & decided).sum() / (y.sum() + decided.sum())

    gaps = []
    for swaps in itertools.product((False, True), repeat=7):
        swap = np.array(swaps)[documents][:, None]
        gaps.append(f1(np.where(swap, b, a)) - f1(np.where(swap, a, b)))
    seen = f1(a) - f1(b)
    assert found.difference.estimate == pytest.approx(seen)
    assert found.p_value == pytest.approx(np.mean(np.abs(gaps) >= abs(seen) - 1e-12))


def test_permutation_equals_scipys_on_a_mean():
    y, a, b, documents = models(1, 60, better=0.05)
    found = paired_difference(y, a, b, documents, TOPICS, metric="exact_match", draws=9999)
    right = [(y == decided).all(axis=1).reshape(60, 6).mean(axis=1) for decided in (a, b)]
    expected = stats.permutation_test(
        right, lambda p, q: np.mean(p - q), permutation_type="samples", n_resamples=9999, rng=0
    )
    assert found.p_value == pytest.approx(expected.pvalue, abs=0.02)


def test_the_test_keeps_its_level_and_finds_real_differences():
    null = [
        paired_difference(*models(seed, 30), TOPICS, draws=199, seed=seed).p_value <= 0.05
        for seed in range(200)
    ]
    real = [paired_difference(*models(s, 30, better=0.15), TOPICS, draws=199).p_value for s in range(20)]
    assert 1 <= sum(null) <= 20
    assert max(real) <= 0.05


def test_interval_of_the_difference_is_paired():
    y, a, b, documents = models(2, 80)
    alike = np.where(np.arange(len(y))[:, None] < 12, b, a)
    near = paired_difference(y, a, alike, documents, TOPICS, draws=400).difference
    far = paired_difference(y, a, b, documents, TOPICS, draws=400, method="bca").difference
    assert near.high - near.low < 0.3 * (far.high - far.low)
    same = paired_difference(y, a, a, documents, TOPICS, draws=50)
    assert (same.difference.low, same.difference.high, same.p_value) == (0, 0, 1)


def test_holm_equals_statsmodels():
    rng = np.random.default_rng(0)
    for size in (1, 2, 5, 20):
        p = rng.random(size) ** 3
        np.testing.assert_allclose(holm(list(p)), multipletests(p, method="holm")[1])
    assert holm([]) == []


def test_mcnemar_equals_statsmodels():
    rng = np.random.default_rng(4)
    a, b = rng.random(90) < 0.8, rng.random(90) < 0.7
    table = [[(a & b).sum(), (a & ~b).sum()], [(~a & b).sum(), (~a & ~b).sum()]]
    assert mcnemar_exact(a, b) == pytest.approx(mcnemar(table, exact=True).pvalue)
    assert mcnemar_exact(a, a) == 1.0


def test_many_models_are_corrected_against_the_baseline():
    y, a, b, documents = models(3, 40, better=0.1)
    decided = {"svm": a, "logistic": y, "prior": b}
    found = compare_with(y, decided, "prior", documents, TOPICS, draws=199)
    assert list(found) == ["svm", "logistic"]
    assert [one.p_adjusted for one in found.values()] == holm([one.p_value for one in found.values()])
    with pytest.raises(DatasetError, match="expected the baseline among svm, logistic, prior, found 'best'"):
        compare_with(y, decided, "best", documents, TOPICS)
    with pytest.raises(DatasetError, match=r"expected a count metric \(macro_precision, .*found 'brier'"):
        paired_difference(y, a, b, documents, TOPICS, metric="brier")


def test_macro_f1_alone_is_the_macro_f1_of_all_scores():
    chance = np.random.default_rng(3)
    targets, decided = chance.integers(0, 2, (2, 60, 3))
    targets[:, 2] = decided[:, 2] = 0
    counts = paragraph_counts(targets, decided)
    every = total(counts)
    assert macro_f1(every) == scores(every, ("a", "b", "c"))["macro_f1"]
    assert np.array_equal(macro_f1(counts), scores(counts, ("a", "b", "c"))["macro_f1"])
