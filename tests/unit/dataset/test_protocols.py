"""Folds: no document on two sides, every paragraph tested once, nothing learned from the future."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratopic.dataset.examples import Examples
from paratopic.dataset.folds import sampled
from paratopic.dataset.partition import Partition
from paratopic.dataset.protocols import make_folds
from paratopic.dataset.settings import Split
from paratopic.errors import ConfigError, DatasetError

SHARED = {"test": None, "validation": 0.2, "seed": 0, "near_duplicates": 0.6}


def data(documents=12, size=3, seed=0):
    rng = np.random.default_rng(seed)
    names = tuple(f"d{i}" for i in range(documents) for _ in range(size))
    count = len(names)
    targets = (rng.random((count, 2)) < 0.4).astype(np.int8)
    texts = tuple(f"text {i}" for i in range(count))
    metadata = {
        f"d{i}": {"issuer": "abc"[i % 3], "date": f"20{20 + i // 4}-0{1 + i % 4}-01"}
        for i in range(documents)
    }
    return Examples(tuple(map(str, range(count))), texts, names, targets, ("a", "b")), metadata


@settings(deadline=None, max_examples=40)
@given(st.integers(4, 20), st.integers(1, 4), st.integers(2, 4), st.integers(1, 3))
def test_kfold_tests_every_paragraph_once_a_repeat_and_keeps_documents_whole(documents, size, folds, repeats):
    examples, metadata = data(documents, size)
    split = Split(kind="kfold", folds=folds, repeats=repeats, **SHARED)
    found = make_folds(examples, metadata, split)
    assert len(found) == folds * repeats == len({fold.name for fold in found})
    tested = np.concatenate([fold.test for fold in found])
    assert np.array_equal(np.sort(tested), np.repeat(np.arange(len(examples)), repeats))
    for fold in found:
        assert not {examples.documents[i] for i in fold.test} & {examples.documents[i] for i in fold.rest}
        assert len(fold.test) + len(fold.rest) == len(examples)


def test_a_left_out_issuer_is_never_learned_from():
    examples, metadata = data()
    found = make_folds(examples, metadata, Split(kind="leave_one_out", by="issuer", **SHARED))
    assert [fold.name for fold in found] == ["a", "b", "c"]
    for fold in found:
        tested = {metadata[examples.documents[i]]["issuer"] for i in fold.test}
        learned = {metadata[examples.documents[i]]["issuer"] for i in fold.rest}
        assert tested == {fold.name} and not tested & learned
    packed = make_folds(examples, metadata, Split(kind="leave_one_out", by="year", folds=2, **SHARED))
    assert len(packed) == 2
    for fold in packed:
        years = [
            {metadata[examples.documents[i]]["date"][:4] for i in rows} for rows in (fold.test, fold.rest)
        ]
        assert not years[0] & years[1]


@pytest.mark.parametrize("windows", [1, 2, 3])
def test_time_runs_forward(windows):
    examples, metadata = data()
    split = Split(kind="temporal", folds=windows, **{**SHARED, "test": 0.5})
    found = make_folds(examples, metadata, split)
    assert len(found) == windows
    tested = np.concatenate([fold.test for fold in found])
    assert len(np.unique(tested)) == len(tested) == 18
    for fold in found:
        dates = [{metadata[examples.documents[i]]["date"] for i in rows} for rows in (fold.test, fold.rest)]
        assert min(dates[0]) > max(dates[1])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"kind": "kfold", "folds": 1}, "split.folds of two or more, found 1"),
        ({"kind": "kfold", "folds": 13}, "at most 12 folds"),
        ({"kind": "magic"}, "split.kind to be one of holdout, kfold, leave_one_out, temporal, found 'magic'"),
        ({"kind": "leave_one_out", "by": "weather"}, "document 'd0' has no 'weather'.*found date, issuer"),
        ({"kind": "temporal", "test": 2.0}, "split.test between 0 and 1"),
    ],
)
def test_what_the_data_do_not_allow_is_said(options, sentence):
    examples, metadata = data()
    with pytest.raises((ConfigError, DatasetError), match=sentence):
        make_folds(examples, metadata, Split(**{**SHARED, **options}))


def test_samples_of_a_learning_curve_are_nested_and_keep_the_test_part():
    train, validation, test = (data(12, 3, seed)[0] for seed in range(3))
    whole = Partition(train=train, validation=validation, gold_validation=validation, test=test)
    sizes, before = [], set()
    for share in (0.2, 0.5, 1.0):
        part = sampled(whole, share, seed=3)
        assert part.test is test
        assert before <= set(part.train.ids)
        before = set(part.train.ids)
        assert part.validation.ids == part.gold_validation.ids
        sizes.append(len(set(part.train.documents)))
    assert sizes == [2, 6, 12]
    assert sampled(whole, 0.5, seed=4).train.ids != sampled(whole, 0.5, seed=3).train.ids
    with pytest.raises(ConfigError, match="leaves 0 of 12 documents"):
        sampled(whole, 0.01, seed=0)
    with pytest.raises(ConfigError, match="more than 0 and at most 1"):
        sampled(whole, 1.5, seed=0)
