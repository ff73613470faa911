"""Rows of tables come out one by one, each with its line, whatever the file is packed in."""

import csv
import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.errors import InputError
from paratopic.files.compress import compress
from paratopic.files.jsonl import dump_line
from paratopic.files.opened import bare_suffix
from paratopic.files.tables import iter_rows

ROWS = [{"a": "é", "b": "1"}, {"a": 'x,"y"\nz', "b": ""}]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "ndjson", "csv"])
def test_packed_or_not(tmp_path, kind, suffix):
    if kind == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, ["a", "b"])
        writer.writeheader()
        writer.writerows(ROWS)
        data, lines = stream.getvalue().encode("utf-8-sig"), [2, 3]
    else:
        data, lines = "\n\n".join(map(json.dumps, ROWS)).encode("utf-8-sig"), [1, 3]
    path = tmp_path / f"rows.{kind}{suffix}"
    half = len(data) // 2  # two members, as a resumed run writes them
    path.write_bytes(compress(data[:half], suffix) + compress(data[half:], suffix))
    assert list(iter_rows(path)) == list(zip(lines, ROWS, strict=True))
    assert bare_suffix(path) == f".{kind}"


def test_parquet(tmp_path):
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "rows.parquet")
    assert list(iter_rows(tmp_path / "rows.parquet")) == [(1, ROWS[0]), (2, ROWS[1])]


def test_a_cut_gzip_file_is_refused(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"a": 1}\n' * 1000)[:-9])
    with pytest.raises(InputError, match=r"rows.jsonl.gz: expected a whole compressed file, found damage"):
        list(iter_rows(path))


def test_bad_rows_can_be_collected(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": 1}\n\xff\n{\n{"a": 2}\n')
    bad = []
    assert [row["a"] for _, row in iter_rows(path, on_bad=bad.append)] == [1, 2]
    assert [error.line for error in bad] == [2, 3]


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.floats(allow_nan=False) | st.none()))
def test_a_dumped_line_is_one_line_of_utf8_that_reads_back(row):
    line = dump_line(row)
    assert line.count("\n") == 1
    assert json.loads(line.encode("utf-8")) == row


def test_half_characters_survive():
    assert json.loads(dump_line({"a": "é\ud800"}).encode("utf-8")) == {"a": "é\ud800"}


@pytest.mark.parametrize(("name", "sign"), [("r.csv", ","), ("r.csv", ";"), ("r.csv", "\t"), ("r.tsv", "\t")])
def test_cells_are_parted_as_the_header_is(tmp_path, name, sign):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["a", "b"], delimiter=sign)
    writer.writeheader()
    writer.writerows([*ROWS, {"a": "x;y\tz", "b": "1,5"}])
    path = tmp_path / name
    path.write_bytes(stream.getvalue().encode("utf-8-sig"))
    assert [row for _, row in iter_rows(path)] == [*ROWS, {"a": "x;y\tz", "b": "1,5"}]


def test_a_sign_inside_a_quoted_name_parts_nothing(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('"text, in full";labels\n"a, b";c\n', encoding="utf-8")
    assert list(iter_rows(path)) == [(2, {"text, in full": "a, b", "labels": "c"})]


def test_one_column_and_an_empty_file(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("text\na; b\n", encoding="utf-8")
    assert list(iter_rows(path)) == [(2, {"text": "a; b"})]
    path.write_text("", encoding="utf-8")
    assert list(iter_rows(path)) == []


def test_parquet_with_a_text_that_is_not_utf8_is_told(tmp_path):
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"text": ["fine", "Strasse"]}), path, compression="none")
    path.write_bytes(path.read_bytes().replace(b"Strasse", b"Stra\xdfes"))  # as Latin-1 has it
    with pytest.raises(InputError, match=r"rows.parquet: expected texts in UTF-8, found one that is not"):
        list(iter_rows(path))
