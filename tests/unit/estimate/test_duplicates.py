"""Duplicate ids are found however many parts the spool is sorted in."""

import numpy as np
import pytest

from paratopic.errors import InputError
from paratopic.estimate import duplicates
from paratopic.estimate.batches import Batch
from paratopic.estimate.duplicates import refuse_duplicates


def batches(ids, size=100):
    for start in range(0, len(ids), size):
        names = np.array(ids[start : start + size], dtype=object)
        n = len(names)
        zeros = np.zeros((n, 1))
        yield Batch(names, names, [()], np.zeros(n, int), zeros, zeros, np.zeros(n, bool), np.ones(n, int))


@pytest.mark.parametrize("partition", [10, 10_000])
def test_duplicates_are_named(partition, monkeypatch):
    monkeypatch.setattr(duplicates, "PARTITION", partition)
    ids = [f"d{i}" for i in range(1000)]
    passed = list(refuse_duplicates(batches(ids), batches(ids), path="x"))
    assert sum(len(one.ids) for one in passed) == 1000
    twice = [*ids, "d37"]
    with pytest.raises(InputError, match="x: expected each id once, found 'd37' twice"):
        list(refuse_duplicates(batches(twice), batches(twice), path="x"))
