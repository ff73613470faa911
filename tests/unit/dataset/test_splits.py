"""Splits: whole documents, every topic's share, the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratopic.dataset.splits import document_folds, split_documents
from paratopic.errors import DatasetError

SHARES = {"train": 0.65, "validation": 0.15, "test": 0.2}


def make(sizes, k=3, seed=0):
    rng = np.random.default_rng(seed)
    documents = [f"d{i}" for i, size in enumerate(sizes) for _ in range(size)]
    return documents, (rng.random((len(documents), k)) < 0.25).astype(np.int8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=3, max_size=60), st.integers(0, 5))
def test_every_document_gets_one_part_and_no_part_is_empty(sizes, seed):
    documents, targets = make(sizes)
    part_of = split_documents(documents, targets, shares=SHARES, seed=seed)
    assert set(part_of) == set(documents)
    assert set(part_of.values()) == set(SHARES)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=5, max_size=40), st.integers(2, 5))
def test_folds_keep_documents_together(sizes, folds):
    documents, targets = make(sizes)
    fold = document_folds(documents, targets, folds=folds, seed=1)
    for document in set(documents):
        assert len({fold[i] for i, name in enumerate(documents) if name == document}) == 1
    assert set(fold) == set(range(folds))


def test_shares_of_topics_are_kept():
    documents, targets = make([12] * 150, k=4, seed=3)
    part_of = split_documents(documents, targets, shares=SHARES, seed=0)
    part = np.array([part_of[document] for document in documents])
    for name, share in SHARES.items():
        assert np.allclose(targets[part == name].sum(axis=0) / targets.sum(axis=0), share, atol=0.03)
        assert abs((part == name).mean() - share) < 0.03


def test_stratification_beats_a_random_split():
    """The reason for the greedy method: shares deviate less than when documents are dealt at random."""
    documents, targets = make(list(np.random.default_rng(5).integers(2, 30, 80)), k=4, seed=6)

    def deviation(part):
        found = [targets[part == n].sum(axis=0) / targets.sum(axis=0) - s for n, s in SHARES.items()]
        return float(np.abs(found).max())

    greedy = split_documents(documents, targets, shares=SHARES, seed=0)
    unique, names = sorted(set(documents)), list(SHARES)
    random = []
    for seed in range(20):
        dealt = dict(
            zip(
                unique,
                np.random.default_rng(seed).choice(names, len(unique), p=list(SHARES.values())),
                strict=True,
            )
        )
        random.append(deviation(np.array([dealt[d] for d in documents])))
    assert deviation(np.array([greedy[d] for d in documents])) < min(random)


def test_same_seed_same_split_other_seed_other_split():
    documents, targets = make([5] * 60)
    first = split_documents(documents, targets, shares=SHARES, seed=0)
    assert first == split_documents(documents, targets, shares=SHARES, seed=0)
    assert first != split_documents(documents, targets, shares=SHARES, seed=1)


def test_too_few_documents_is_an_error():
    documents, targets = make([5, 5])
    with pytest.raises(
        DatasetError, match="expected at least 3 documents for the parts train, validation, test"
    ):
        split_documents(documents, targets, shares=SHARES, seed=0)


def test_shares_must_sum_to_one():
    documents, targets = make([5] * 5)
    with pytest.raises(DatasetError, match="expected positive shares that sum to 1"):
        split_documents(documents, targets, shares={"train": 0.9, "test": 0.2}, seed=0)
