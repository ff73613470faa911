"""Estimators against textbook formulas computed by hand."""

import numpy as np
import pytest

from paratopic.estimate import estimators
from paratopic.estimate.spread import ProcessSpread


def test_simple_random_sample(lab):
    y, p, group, names, corpus = lab.world()
    index = np.random.default_rng(1).choice(600, 150, replace=False)
    sample = lab.draw(index, y, p, group, names, corpus, inclusion=0.25)
    found = lab.fit(estimators.gold_alone, corpus, sample)
    variance = (1 - 0.25) * y[index].var(ddof=1) / 150
    quarter_error = 0.75 * 0.25 / 150**2
    assert found.share[0] == pytest.approx(y[index].mean())
    assert found.covariance[0, 0] == pytest.approx(variance)
    assert found.floor[0] == pytest.approx(quarter_error)
    assert found.freedom[0] == 149


def test_power_tuning_is_survey_regression(lab):
    y, p, group, names, corpus = lab.world()
    index = np.random.default_rng(1).choice(600, 150, replace=False)
    found = lab.fit(estimators.ppi, corpus, lab.draw(index, y, p, group, names, corpus, inclusion=0.25))
    slope = np.polyfit(p[index], y[index], 1)[0]
    residual = y[index] - slope * p[index]
    assert found.tuning[0] == pytest.approx(slope)
    assert found.share[0] == pytest.approx(slope * p.mean() + residual.mean())
    assert found.covariance[0, 0] == pytest.approx(0.75 * residual.var(ddof=2) / 150)


def test_stratified_sample(lab):
    y, p, group, names, corpus = lab.world()
    stratum = (p > 0.5).astype(int)
    rng = np.random.default_rng(2)
    parts = [rng.choice(np.flatnonzero(stratum == h), n, replace=False) for h, n in ((0, 60), (1, 90))]
    sizes = np.bincount(stratum)
    chances = np.array([60, 90])[stratum] / sizes[stratum]
    sample = lab.draw(np.concatenate(parts), y, p, group, names, corpus, inclusion=chances)
    found = lab.fit(estimators.gold_alone, corpus, sample)
    share = sum(sizes[h] / 600 * y[parts[h]].mean() for h in (0, 1))
    variance = sum(
        (sizes[h] / 600) ** 2 * (1 - n / sizes[h]) * y[parts[h]].var(ddof=1) / n
        for h, n in ((0, 60), (1, 90))
    )
    assert found.share[0] == pytest.approx(share)
    assert found.covariance[0, 0] == pytest.approx(variance)


def test_whole_documents(lab):
    documents = np.repeat(np.arange(60), 10)
    y, p, group, names, corpus = lab.world(documents=documents)
    chosen = np.random.default_rng(3).choice(60, 15, replace=False)
    index = np.flatnonzero(np.isin(documents, chosen))
    sample = lab.draw(index, y, p, group, names, corpus, inclusion=0.25, unit=documents)
    found = lab.fit(estimators.gold_alone, corpus, sample)
    means = np.array([y[documents == d].mean() for d in chosen])
    assert found.covariance[0, 0] == pytest.approx(0.75 * means.var(ddof=1) / 15)
    assert found.freedom[0] == 14


def test_groups_are_domains_and_their_difference_counts_both(lab):
    group = np.arange(600) % 3
    y, p, _, names, corpus = lab.world(group=group)
    index = np.random.default_rng(4).choice(600, 300, replace=False)
    sample = lab.draw(index, y, p, group, names, corpus, inclusion=0.5)
    found = lab.fit(estimators.gold_alone, corpus, sample)
    for g in range(3):
        inside = y[index][group[index] == g]
        expected = 0.5 * inside.var(ddof=1) / len(inside)
        assert found.share[g] == pytest.approx(inside.mean())
        assert found.covariance[g, g] == pytest.approx(expected)
    assert abs(found.covariance[0, 1]) < 1e-6


def test_a_census_leaves_no_error(lab):
    y, p, group, names, corpus = lab.world(n=50)
    sample = lab.draw(np.arange(50), y, p, group, names, corpus, inclusion=1.0)
    for method in (estimators.gold_alone, estimators.ppi, estimators.dsl):
        found = lab.fit(method, corpus, sample)
        assert found.share[0] == pytest.approx(y.mean())
        assert found.covariance[0, 0] == pytest.approx(0)


def test_process_spread_is_the_cluster_robust_variance(lab):
    documents = np.repeat(np.arange(60), 10)
    y, p, group, names, corpus = lab.world(documents=documents)
    sample = lab.draw(np.arange(600), y, p, group, names, corpus, inclusion=1.0)
    spread = ProcessSpread(sample, corpus)
    found = lab.fit(estimators.gold_alone, corpus, sample, spread)
    totals = np.array([(y - y.mean())[documents == d].sum() for d in range(60)])
    assert found.covariance[0, 0] == pytest.approx(60 / 59 * np.sum(totals**2) / 600**2)


def test_useless_predictions_cost_nothing(lab):
    y, p, group, names, corpus = lab.world()
    p = np.random.default_rng(8).permutation(p)
    index = np.random.default_rng(1).choice(600, 150, replace=False)
    sample = lab.draw(index, y, p, group, names, corpus, inclusion=0.25)
    alone, powered = lab.fit(estimators.gold_alone, corpus, sample), lab.fit(estimators.ppi, corpus, sample)
    assert powered.covariance[0, 0] <= alone.covariance[0, 0] * 149 / 148


def test_dsl_never_predicts_a_paragraph_by_its_own_label(lab):
    y, p, group, names, corpus = lab.world()
    index = np.random.default_rng(1).choice(600, 150, replace=False)
    sample = lab.draw(index, y, p, group, names, corpus, inclusion=0.25)
    found = lab.fit(estimators.dsl, corpus, sample)
    folds = np.arange(150) % 5
    lines = [np.polyfit(p[index][folds != k], y[index][folds != k], 1) for k in range(5)]
    fitted = np.array([np.polyval(lines[k], x) for k, x in zip(folds, p[index], strict=True)])
    expected = np.mean([np.polyval(line, p.mean()) for line in lines]) + np.mean(y[index] - fitted)
    assert found.share[0] == pytest.approx(expected)


def test_rogan_gladen_by_hand_and_its_error_by_simulation(lab):
    y, p, group, names, corpus = lab.world(n=4000)
    d = p >= 0.5
    rng, shares, errors = np.random.default_rng(5), [], []
    for _ in range(300):
        index = rng.choice(4000, 400, replace=False)
        found = lab.fit(
            estimators.rogan_gladen, corpus, lab.draw(index, y, p, group, names, corpus, inclusion=0.1)
        )
        shares.append(found.share[0])
        errors.append(found.covariance[0, 0])
    se, fp = d[index][y[index] == 1].mean(), d[index][y[index] == 0].mean()
    assert found.share[0] == pytest.approx((d.mean() - fp) / (se - fp))
    assert np.mean(shares) == pytest.approx(y.mean(), abs=0.005)
    assert np.mean(errors) == pytest.approx(np.var(shares), rel=0.2)
