"""Documents a batch at a time: in order, none lost, none that waits for long."""

import math
import time
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus import batches
from paratopic.corpus.batches import in_batches


@given(st.lists(st.integers(0, 900)))
def test_all_documents_come_in_order_and_only_the_last_batch_is_small(sizes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "_SECONDS", math.inf)  # a machine that pauses makes them smaller
        found = list(in_batches(sizes, size=int))
    assert [size for batch in found for size in batch] == sizes
    assert all(sum(batch) >= 1024 and sum(batch[:-1]) < 1024 for batch in found[:-1])
    assert all(found)


def test_what_is_read_slowly_does_not_wait(monkeypatch):
    monkeypatch.setattr(batches, "_SECONDS", 0.0)

    def slowly():
        for size in (1, 2, 3):
            time.sleep(0.001)
            yield size

    assert list(in_batches(slowly(), size=int)) == [[1], [2], [3]]


def test_what_was_read_before_a_stop_comes_before_it():
    def stopped():
        yield from (1, 2)
        raise KeyboardInterrupt

    found = in_batches(stopped(), size=int)
    assert next(found) == [1, 2]
    with pytest.raises(KeyboardInterrupt):
        next(found)


def test_a_document_whose_batch_was_emptied_is_not_in_memory_while_the_next_is_read():
    read, alive = [], []

    def documents():
        for _ in range(3):
            alive.append(sum(one() is not None for one in read))
            yield document()

    def document():
        found = Large()
        read.append(weakref.ref(found))
        return found

    for batch in in_batches(documents(), size=lambda _: 5_000):
        assert len(batch) == 1
        batch.clear()
    assert alive == [0, 0, 0]


class Large:
    """Something that can be asked whether it is still there."""
