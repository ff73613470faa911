"""Agreement with independent implementations to 1e-6: ppi-python and QuaPy.

The pinned numbers were printed by ppi-python 0.2.3 and QuaPy 0.2.3 on `arrays()`; where the packages are
installed the tests also call them.
"""

import numpy as np
import pytest

from paratopic.estimate import estimators
from paratopic.estimate.saerens import saerens
from paratopic.estimate.two_samples import ppi_mean

LEVEL = 0.9


def arrays():
    n, size = 150, 2000
    i, j = np.arange(n), np.arange(size)
    y = ((i * 37 % 101) < 30).astype(float)
    f = np.clip(0.7 * y + 0.3 * (i * 53 % 97) / 97, 0.01, 0.99)
    unlabelled = np.clip(0.7 * ((j * 29 % 101) < 35) + 0.3 * (j * 61 % 89) / 89, 0.01, 0.99)
    return y, f, unlabelled


PINNED = {
    None: (0.30882376679917944, 0.3616087576226129),
    0.0: (0.23845521276555115, 0.36154478723444883),
    0.5: (0.2758918620217016, 0.35932440018919465),
    1.0: (0.30882376679917944, 0.3616087576226129),
    "EM": 0.5028827018851012,
}


@pytest.mark.parametrize("tuning", [None, 0.0, 0.5, 1.0])
def test_equals_ppi_pythons_printed_numbers(tuning):
    found = ppi_mean(*arrays(), tuning=tuning, level=LEVEL)
    np.testing.assert_allclose((found.low, found.high), PINNED[tuning], atol=1e-6)


def test_equals_quapys_printed_share():
    *_, p = arrays()
    assert saerens(p, 0.3)[0] == pytest.approx(PINNED["EM"], abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_calls_ppi_python(seed):
    ppi_py = pytest.importorskip("ppi_py")
    rng = np.random.default_rng(seed)
    y = (rng.random(80) < 0.3).astype(float)
    f, unlabelled = 0.6 * y + 0.4 * rng.random(80), rng.random(900)
    for tuning in (None, 0.0, 0.4, 1.0):
        found = ppi_mean(y, f, unlabelled, tuning=tuning, level=LEVEL)
        expected = ppi_py.ppi_mean_ci(y, f, unlabelled, alpha=1 - LEVEL, lam=tuning)
        np.testing.assert_allclose((found.low, found.high), np.ravel(expected), atol=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_calls_quapys_em(seed):
    aggregative = pytest.importorskip("quapy.method.aggregative")
    rng = np.random.default_rng(seed)
    y = rng.random(3000) < 0.1
    p = 1 / (1 + np.exp(-2.5 * (rng.normal(size=3000) + 2.5 * y - 1.25)))
    both = np.column_stack([1 - p, p])
    expected = aggregative.EMQ.EM(np.array([0.5, 0.5]), both, epsilon=1e-10)[0][1]
    assert saerens(p, 0.5)[0] == pytest.approx(expected, abs=1e-6)


def test_calls_quapys_adjusted_count(lab):
    functional = pytest.importorskip("quapy.functional")
    y, p, group, names, corpus = lab.world(n=3000)
    sample = lab.draw(np.arange(0, 3000, 6), y, p, group, names, corpus, inclusion=1 / 6)
    found = lab.fit(estimators.rogan_gladen, corpus, sample)
    d, label = sample.d[:, 0], sample.y[:, 0]
    true, false = d[label == 1].mean(), d[label == 0].mean()
    expected = functional.solve_adjustment_binary((p >= 0.5).mean(), tpr=true, fpr=false)
    assert found.share[0] == pytest.approx(expected, abs=1e-6)


def test_our_ppi_gives_ppi_pythons_point_on_the_same_tuning(lab):
    ppi_py = pytest.importorskip("ppi_py")
    y, p, group, names, corpus = lab.world()
    index = np.arange(0, 600, 4)
    found = lab.fit(estimators.ppi, corpus, lab.draw(index, y, p, group, names, corpus, inclusion=0.25))
    expected = ppi_py.ppi_mean_pointestimate(y[index], p[index], p, lam=found.tuning[0])
    assert found.share[0] == pytest.approx(float(np.ravel(expected)[0]), abs=1e-6)
