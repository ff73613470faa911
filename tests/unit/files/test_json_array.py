"""`.json` tables: the same rows as JSON Lines, and every fault with its line."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.errors import InputError
from paratopic.files import json_array
from paratopic.files.tables import iter_rows

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(st.text(max_size=6), VALUES, max_size=4), max_size=5)


@given(rows=ROWS, indent=st.sampled_from([None, 0, 2]), lead=st.sampled_from(["", "\ufeff", "\n \t"]))
def test_an_array_has_the_rows_that_were_written(tmp_path_factory, rows, indent, lead):
    path = tmp_path_factory.mktemp("array") / "rows.json"
    path.write_text(lead + json.dumps(rows, indent=indent) + "\n", encoding="utf-8")
    assert [row for _, row in iter_rows(path)] == rows


def test_each_row_has_the_line_on_which_it_starts(tmp_path):
    path = tmp_path / "rows.json"
    path.write_text('[{"text": "a"},\n\n {"text":\n "b"} ,{"text": "c"}\n]')
    assert [(line, row["text"]) for line, row in iter_rows(path)] == [(1, "a"), (3, "b"), (4, "c")]


def test_objects_one_a_line_and_compressed_arrays_are_read_too(tmp_path):
    lines = tmp_path / "rows.json"
    lines.write_text('{"text": "a"}\n{"text": "b"}\n')
    packed = tmp_path / "rows.json.gz"
    packed.write_bytes(gzip.compress(b'[{"text": "a"}, {"text": "b"}]'))
    assert [row for _, row in iter_rows(lines)] == [row for _, row in iter_rows(packed)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '[{"a": 1}\n {"a": 2}]',
            r"rows.json:1: expected ',' or '\]' after an object .*, found '{\"a\": 2}\]'",
        ),
        ('[{"a": 1},\n {"a": }]', r"rows.json:2: expected an array of JSON objects, found it broken"),
        ('[{"a": 1},\n]', r"rows.json:2: expected an array of JSON objects, found it broken"),
        ('[\n{"a": 1}', r"rows.json:2: expected ',' or '\]' after an object of the array, found ''"),
        ("[1, 2]", r"rows.json:1: expected a JSON object \({...}\), found int"),
        ('[{"a": 1}] and more', r"rows.json: expected nothing after the array, found 'and more'"),
        ("[" * 100_000, r"rows.json:1: expected an array of JSON objects, found it broken"),
        ('{\n "data": []\n}', r"rows.json:1: expected one JSON object a line, found a broken line"),
        ('"text"', r"rows.json:1: expected a JSON object \({...}\), found str"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, content, message):
    (tmp_path / "rows.json").write_text(content)
    with pytest.raises(InputError, match=message):
        list(iter_rows(tmp_path / "rows.json"))


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path):
    (tmp_path / "rows.json").write_bytes(b'[{"a": 1},\n{"a": "\xff"}]')
    with pytest.raises(InputError, match=r"rows.json:2: expected UTF-8, found byte 0xff"):
        list(iter_rows(tmp_path / "rows.json"))


def test_what_is_no_object_goes_to_those_who_collect(tmp_path):
    (tmp_path / "rows.json").write_text('[{"a": 1}, 7, {"a": 2}]')
    bad: list[InputError] = []
    assert [row["a"] for _, row in iter_rows(tmp_path / "rows.json", on_bad=bad.append)] == [1, 2]
    assert len(bad) == 1


def test_an_array_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(json_array, "LARGEST", 1 << 20)
    (tmp_path / "rows.json").write_text("[" + " " * (1 << 20) + "]")
    with pytest.raises(InputError, match=r"at most 1 MB, found a larger one; write one object a line"):
        list(iter_rows(tmp_path / "rows.json"))
