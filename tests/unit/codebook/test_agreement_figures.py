"""Coefficients against worked examples from the literature and against independent implementations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratopic.codebook.annotation.agreement import agreement
from paratopic.codebook.annotation.agreement.label_sets import alpha_of_sets, distance_matrix, masi_distance
from paratopic.codebook.annotation.agreement.units import (
    category_counts,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

N = np.nan
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C; also Gwet's worked example
# (Handbook of Inter-Rater Reliability): 4 coders, 12 units, 5 categories, missing values.
FOUR = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T
# Example A of the same paper: two coders, ten units, binary.
TWO = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float).T


def test_krippendorffs_examples() -> None:
    assert krippendorff_alpha(category_counts(FOUR - 1, 5)) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(category_counts(TWO, 2)) == pytest.approx(0.095, abs=5e-4)


def test_gwets_example() -> None:
    counts = category_counts(FOUR - 1, 5)
    assert percent_agreement(counts) == pytest.approx(0.81818, abs=5e-6)
    assert gwet_ac1(counts) == pytest.approx(0.77544, abs=5e-6)


def test_kappa_of_a_two_by_two_table() -> None:
    first = np.repeat([1, 1, 0, 0], [20, 5, 10, 15]).astype(float)
    second = np.repeat([1, 0, 1, 0], [20, 5, 10, 15]).astype(float)
    assert cohen_kappa(first, second, 2) == pytest.approx(0.4)


TABLES = st.tuples(st.integers(3, 12), st.integers(2, 4), st.integers(2, 4), st.integers(0, 10**6))


def random_table(shape: tuple[int, int, int, int]) -> np.ndarray:
    units, coders, categories, seed = shape
    random = np.random.default_rng(seed)
    table = random.integers(categories, size=(units, coders)).astype(float)
    table[random.random(table.shape) < 0.25] = np.nan
    table[0], table[1, :2] = 0, (0, 1)
    return table


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_alpha_equals_the_krippendorff_package(shape: tuple[int, int, int, int]) -> None:
    oracle = pytest.importorskip("krippendorff", reason="test oracle; pip install krippendorff")
    table = random_table(shape)
    theirs = oracle.alpha(reliability_data=table.T, level_of_measurement="nominal")
    assert krippendorff_alpha(category_counts(table, shape[2])) == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_ac1_equals_irrcac(shape: tuple[int, int, int, int]) -> None:
    oracle = pytest.importorskip("irrCAC.raw", reason="test oracle; pip install irrCAC")
    import pandas as pd

    table = random_table(shape)
    raters = oracle.CAC(pd.DataFrame(table), weights="identity", categories=list(range(shape[2])), digits=15)
    theirs = raters.gwet()["est"]
    counts = category_counts(table, shape[2])
    assert gwet_ac1(counts) == pytest.approx(theirs["coefficient_value"], abs=1e-9)
    assert percent_agreement(counts) == pytest.approx(theirs["pa"], abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_kappa_equals_scikit_learn(shape: tuple[int, int, int, int]) -> None:
    from sklearn.metrics import cohen_kappa_score

    table = random_table(shape)
    both = table[~np.isnan(table[:, :2]).any(axis=1), :2].astype(int)
    theirs = cohen_kappa_score(both[:, 0], both[:, 1])
    assert cohen_kappa(table[:, 0], table[:, 1], shape[2]) == pytest.approx(theirs, abs=1e-9, nan_ok=True)


def test_masi_distance() -> None:
    a, b, c = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi_distance(a, a) == 0
    assert masi_distance(a, b) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance(b, c) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi_distance(a, c) == masi_distance(a, frozenset()) == 1


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_alpha_of_sets_equals_the_krippendorff_package(shape: tuple[int, int, int, int]) -> None:
    oracle = pytest.importorskip("krippendorff", reason="test oracle; pip install krippendorff")
    sets = [frozenset(), frozenset("a"), frozenset("ab"), frozenset("bc")][: shape[2]]
    distances = distance_matrix(sets)
    counts = category_counts(random_table(shape), shape[2])

    def metric(v1, v2, i1, i2, n_v, dtype):  # type: ignore[no-untyped-def]
        return distances[np.asarray(i1, dtype=int), np.asarray(i2, dtype=int)]

    theirs = oracle.alpha(
        value_counts=counts.astype(int), value_domain=np.arange(shape[2]), level_of_measurement=metric
    )
    assert alpha_of_sets(counts, distances) == pytest.approx(theirs, abs=1e-9)


def coded(rows: str) -> list[Annotation]:
    found = []
    for row in rows.split():
        key, coder, parks = row.split(",")
        found.append(Annotation(key, coder, "parks", {"1": True, "0": False, "": None}[parks]))
    return found


def test_the_report_counts_only_what_was_answered() -> None:
    rows = coded("a#1,x,1 a#1,y,1 a#2,x,0 a#2,y,1 b#1,x,0 b#1,y,0 b#2,x,1 b#2,y,")
    report = agreement(rows, topics=("parks",), draws=200, level=0.9, seed=3)
    topic = report.topics[0]
    assert (report.coders, report.paragraphs, report.documents, topic.units) == (("x", "y"), 4, 2, 3)
    assert topic.percent.value == pytest.approx(2 / 3)
    assert topic.percent.low == pytest.approx(0.5)
    assert topic.percent.high == pytest.approx(1)
    assert topic.prevalence == pytest.approx(4 / 7)


def test_one_coder_can_not_agree() -> None:
    with pytest.raises(AnnotationError, match="needs two coders or more, found x; merge their files first"):
        agreement(coded("a#1,x,1"), topics=("parks",), draws=10, level=0.9, seed=1)
