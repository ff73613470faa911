"""Names in a cell, however the program before wrote them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.files.names import split_names

NAMES = st.lists(st.text("abcäöü '\"-&", min_size=1).map(str.strip).filter(bool), max_size=5)


@pytest.mark.parametrize("cell", ["a;b", " a ; b; ", '["a", "b"]', "['a', 'b']", "['a','b ']"])
def test_every_way_to_write_two_names(cell):
    assert split_names(cell) == ["a", "b"]


@pytest.mark.parametrize("cell", ["", " ", "[]", ";"])
def test_no_names(cell):
    assert split_names(cell) == []


@pytest.mark.parametrize(
    "cell", ["[a, b]", "[1, 2]", "['a', None]", "[[1]]", "[" * 3000 + "]" * 3000, "[unclear]"]
)
def test_a_list_of_anything_else_is_refused(cell):
    with pytest.raises(ValueError, match="not a list of names"):
        split_names(cell)


@given(NAMES)
def test_lists_come_back_as_they_were_written(names):
    assert split_names(json.dumps(names)) == names
    assert split_names(repr(names)) == names
