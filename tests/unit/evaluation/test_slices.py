"""Slices: the permutation tests against scipy and statsmodels, and what is named as worse."""

from itertools import combinations, permutations

import numpy as np
import pytest
from scipy import stats

from paratopic.evaluation.permutation import permute_documents, permute_within_documents
from paratopic.evaluation.slices import Slice, expected_errors, judge_slices

TOPICS = ["a", "b"]


def clustered(seed, documents=24, size=12, rate=0.2):
    """Documents of unequal size and unequal difficulty; errors have nothing to do with any trait."""
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(documents), rng.integers(size // 2, 2 * size, documents))
    hard = rng.beta(2, 2 / rate - 2, documents)
    return rng, groups, (rng.random(len(groups)) < hard[groups]).astype(int)


def gap(groups, wrong, chosen):
    inside = np.isin(groups, chosen)
    return wrong[inside].mean() - wrong[~inside].mean()


def test_documents_are_permuted_as_in_scipy():
    _, groups, wrong = clustered(3, documents=9)
    errors, sizes = np.bincount(groups, weights=wrong), np.bincount(groups)

    def statistic(x, y, axis):
        x, y = x.astype(int), y.astype(int)
        return errors[x].sum(axis) / sizes[x].sum(axis) - errors[y].sum(axis) / sizes[y].sum(axis)

    found = stats.permutation_test(
        (np.arange(3), np.arange(3, 9)), statistic, vectorized=True, n_resamples=np.inf
    )
    extreme = np.abs(found.null_distribution) >= abs(found.statistic) - 1e-12
    p = permute_documents(wrong, groups, groups < 3)
    assert p == pytest.approx(extreme.mean(), abs=1e-12)


def test_drawn_arrangements_come_close_to_all_of_them():
    _, groups, wrong = clustered(5, documents=22)
    inside = groups < 6  # 74,613 arrangements: drawn
    errors, sizes = np.bincount(groups, weights=wrong), np.bincount(groups)
    chosen = np.array(list(combinations(range(22), 6)))
    e, n = errors[chosen].sum(1), sizes[chosen].sum(1)
    gaps = e / n - (errors.sum() - e) / (sizes.sum() - n)
    exact = np.mean(np.abs(gaps) >= abs(gap(groups, wrong, range(6))) - 1e-12)
    assert permute_documents(wrong, groups, inside) == pytest.approx(exact, abs=0.02)
    assert permute_documents(wrong, groups, inside) == permute_documents(wrong, groups, inside)


def within(scores, groups, inside):
    return permute_within_documents(scores, groups, np.array([inside]))[0]


def test_paragraphs_alone_give_the_hypergeometric_distribution():
    rng = np.random.default_rng(1)
    wrong, inside = (rng.random(80) < 0.3).astype(int), rng.random(80) < 0.4
    law = stats.hypergeom(80, wrong.sum(), inside.sum())
    values = np.arange(0, inside.sum() + 1)
    far = np.abs(values - law.mean()) >= abs(wrong[inside].sum() - law.mean()) - 1e-9
    assert within(wrong, np.arange(80), inside) == pytest.approx(law.pmf(values)[far].sum(), abs=0.015)


def test_permutations_inside_documents_are_all_of_them():
    """Two documents of four: 24 * 24 permutations, enumerated."""
    scores = np.array([0.9, -0.2, 0.1, 0.3, 1.2, -0.4, 0.0, 0.5])
    groups, inside = np.repeat([0, 1], 4), np.array([1, 0, 0, 1, 1, 0, 1, 0], dtype=bool)
    middle = np.repeat([scores[:4].mean(), scores[4:].mean()], 4)[inside].sum()
    seen = abs(scores[inside].sum() - middle)
    sums = [
        np.concatenate([a, b])[inside].sum()
        for a in permutations(scores[:4])
        for b in permutations(scores[4:])
    ]
    exact = np.mean(np.abs(np.array(sums) - middle) >= seen - 1e-9)
    assert within(scores, groups, inside) == pytest.approx(exact, abs=0.015)


def test_strata_agree_with_the_cochran_mantel_haenszel_test():
    from statsmodels.stats.contingency_tables import StratifiedTable

    rng, groups, wrong = clustered(7, documents=60, size=20)
    for shift in (0.0, 0.1, 0.2):
        inside = rng.random(len(wrong)) < 0.4 + shift * wrong
        tables = [
            np.array(
                [[(one & (wrong == w) & (groups == d)).sum() for w in (1, 0)] for one in (inside, ~inside)]
            )
            for d in range(60)
        ]
        asymptotic = StratifiedTable([t for t in tables if t.sum()]).test_null_odds(correction=True).pvalue
        assert within(wrong, groups, inside) == pytest.approx(asymptotic, abs=0.03)


def test_a_document_that_is_hard_throughout_says_nothing_of_its_paragraphs():
    groups = np.repeat([0, 1], 30)
    wrong = (groups == 0).astype(int)
    inside = np.tile([True, False], 30)
    assert within(wrong, groups, inside) == 1.0


def test_nothing_is_found_where_there_is_nothing():
    """Under the null hypothesis one p-value in twenty is below 0.05, more or less, clustered errors or not."""
    documents, paragraphs = [], []
    for seed in range(6):
        rng, groups, wrong = clustered(seed)
        for _ in range(20):
            documents.append(permute_documents(wrong, groups, np.isin(groups, rng.permutation(24)[:4])))
        inside = np.array([rng.random(len(wrong)) < rng.random(24)[groups] for _ in range(40)])
        paragraphs += permute_within_documents(wrong, groups, inside).tolist()
    assert np.mean(np.array(documents) < 0.05) < 0.12
    assert np.mean(np.array(paragraphs) < 0.05) < 0.09


def decisions(seed=0, bad=0.6, rate=0.1):
    """Thirty documents of 12; those of the first six are decided wrongly far more often."""
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(30), 12)
    targets = (rng.random((360, 2)) < 0.3).astype(int)
    wrong = rng.random(360) < np.where(groups < 6, bad, rate)
    predictions = targets.copy()
    predictions[wrong, 0] = 1 - predictions[wrong, 0]
    return targets, predictions, groups


def slices(groups):
    return [
        Slice("genre", "bad", groups < 6),
        Slice("genre", "good", groups >= 6),
        Slice("genre", "tiny", groups == 7),
        Slice("length", "odd", np.arange(len(groups)) % 2 == 1),
        Slice("length", "empty", np.zeros(len(groups), dtype=bool)),
    ]


def test_a_planted_bad_slice_is_worse_and_its_figures_are_right():
    targets, predictions, groups = decisions()
    bad, good, tiny, odd = judge_slices(targets, predictions, groups, TOPICS, slices(groups))
    wrong = (targets != predictions).any(axis=1)
    assert bad.worse() and not good.worse() and not tiny.worse() and not odd.worse()
    assert (bad.paragraphs, bad.documents, bad.wrong) == (72, 6, wrong[:72].sum())
    assert bad.rate.estimate == pytest.approx(wrong[:72].mean())
    assert bad.elsewhere == pytest.approx(wrong[72:].mean())
    assert bad.decisions == (targets != predictions)[:72].sum() > bad.expected
    assert bad.rate.low < bad.rate.estimate < bad.rate.high
    assert tiny.p is None and tiny.p_holm is None and np.isnan(tiny.rate.low)


def test_p_values_are_holm_s_over_all_that_were_tested():
    from statsmodels.stats.multitest import multipletests

    targets, predictions, groups = decisions(seed=2, bad=0.25)
    tested = [
        one for one in judge_slices(targets, predictions, groups, TOPICS, slices(groups)) if one.p is not None
    ]
    expected = multipletests([one.p for one in tested], method="holm")[1]
    assert [one.p_holm for one in tested] == pytest.approx(list(expected))


def test_f1_in_a_slice_is_scikit_learn_s_over_the_topics_that_occur():
    from sklearn.metrics import f1_score

    targets, predictions, groups = decisions(seed=4)
    targets[:72, 1] = 0
    bad = judge_slices(targets, predictions, groups, TOPICS, slices(groups))[0]
    assert list(bad.topics) == ["a"]
    expected = f1_score(targets[:72, 0], predictions[:72, 0])
    assert bad.macro_f1.estimate == pytest.approx(expected)
    assert bad.topics["a"] == (targets[:72, 0].sum(), bad.macro_f1)


def test_a_slice_without_any_topic_has_an_error_rate_and_no_f1():
    targets, predictions, groups = decisions()
    targets[:72] = 0
    bad = judge_slices(targets, predictions, groups, TOPICS, slices(groups))[0]
    assert bad.macro_f1 is None and bad.topics == {} and bad.rate.estimate > 0


def test_paragraphs_with_many_topics_are_not_worse_for_that_alone():
    """Half of all topics are missed, wherever they stand: paragraphs with both have more errors, as expected."""
    rng = np.random.default_rng(3)
    groups = np.repeat(np.arange(40), 10)
    targets = (rng.random((400, 2)) < 0.5).astype(int)
    predictions = targets * (rng.random((400, 2)) < 0.6)
    both = Slice("number of topics", "two topics", targets.sum(axis=1) == 2)
    found = judge_slices(targets, predictions, groups, TOPICS, [both])[0]
    assert found.rate.estimate > found.elsewhere + 0.2
    assert not found.worse() and found.p > 0.05


def test_expected_errors_are_the_mean_of_their_topic_and_label():
    targets = np.array([[1, 0], [1, 0], [0, 1], [0, 0]])
    wrong = np.array([[1, 0], [0, 0], [0, 1], [0, 1]])
    #              topic a: label 1 wrong in 1/2, label 0 in 0/2; topic b: label 1 in 1/1, label 0 in 1/3
    assert expected_errors(targets, wrong) == pytest.approx([0.5 + 1 / 3, 0.5 + 1 / 3, 1.0, 1 / 3])
    assert expected_errors(targets, wrong).sum() == pytest.approx(wrong.sum())
