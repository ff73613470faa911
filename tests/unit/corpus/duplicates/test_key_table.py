"""The table of keys against a dictionary, whether keys are in memory or in SQLite."""

import sqlite3

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus.duplicates.key_table import KeyTable
from paratopic.corpus.duplicates.seen import SeenKeys

KEYS = st.lists(st.integers(0, 40).map(lambda n: n * 2**53 + n % 3), max_size=12)


@given(st.lists(KEYS, max_size=12), st.integers(0, 30), KEYS)
def test_it_finds_the_first_number_of_every_key(batches, in_memory, others):
    table, first, number = KeyTable(sqlite3.connect(""), in_memory=in_memory), {}, 0
    for batch in batches:
        numbers = np.arange(number + 1, number + 1 + len(batch))
        table.add(np.array(batch, dtype=np.int64), numbers)
        for key, given_number in zip(batch, numbers.tolist(), strict=True):
            first.setdefault(key, given_number)
        number += len(batch)
    sought = np.array([*first, *others], dtype=np.int64)
    assert table.find(sought).tolist() == [first.get(key, 0) for key in sought.tolist()]


def test_the_shape_of_the_question_is_that_of_the_answer():
    table = KeyTable(sqlite3.connect(""))
    table.add(np.array([5, 7]), np.array([1, 2]))
    assert table.find(np.array([[7, 1], [5, 5]])).tolist() == [[2, 0], [1, 1]]
    assert table.find(np.zeros((0, 8), dtype=np.int64)).shape == (0, 8)


def test_what_was_moved_to_sqlite_is_there_for_the_next_process_and_the_rest_is_not():
    connection = sqlite3.connect("")
    table = KeyTable(connection, in_memory=3)
    table.add(np.array([10, 20, 30, 40]), np.array([1, 2, 3, 4]))
    table.add(np.array([50]), np.array([5]))
    again = KeyTable(connection)
    assert again.last() == 4
    assert again.find(np.array([10, 40, 50])).tolist() == [1, 4, 0]


@pytest.mark.parametrize("in_memory", [10, 1 << 20])
def test_many_batches_stay_few_arrays(in_memory):
    table = KeyTable(sqlite3.connect(""), in_memory=in_memory)
    for number in range(1, 300):
        table.add(np.array([number * 977]), np.array([number]))
    assert len(table._runs) < 12
    assert table.find(np.arange(1, 300) * 977).tolist() == list(range(1, 300))


@given(st.lists(st.lists(st.integers(0, 60), max_size=20), max_size=4), st.lists(st.integers(0, 60)))
def test_every_key_that_was_added_is_seen_though_many_share_a_byte(batches, others):
    seen = SeenKeys()
    for batch in batches:
        seen.add(np.array(batch, dtype=np.int64))
    added = {key for batch in batches for key in batch}
    asked = np.array([*added, *others], dtype=np.int64)
    assert seen.may_have(asked).tolist() == [key in added for key in asked.tolist()]
