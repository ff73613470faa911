import io

import pytest

from paratopic.corpus.work_rows import WorkRows


def test_stretches_come_back_in_any_order_as_bytes_and_as_rows(tmp_path):
    rows = WorkRows(tmp_path / "rows", end=0)
    first = rows.append('{"text": "Größe"}\n{"text": "b"}\n'.encode())
    second = rows.append(b'{"text": "c"}\n')
    nothing = rows.append(b"")
    target = io.BytesIO()
    rows.copy([second, nothing, first], target)
    assert target.getvalue().decode() == '{"text": "c"}\n{"text": "Größe"}\n{"text": "b"}\n'
    assert [row["text"] for row in rows.rows([second, nothing, first])] == ["c", "Größe", "b"]


def test_what_was_not_stored_is_cut_off_and_written_over(tmp_path):
    rows = WorkRows(tmp_path / "rows", end=0)
    _, length = rows.append(b"1\n")
    rows.append(b"half a row that no entry names\n")
    rows.settle()
    rows.close()
    rows = WorkRows(tmp_path / "rows", end=length)
    assert rows.end() == length
    assert list(rows.rows([(0, length), rows.append(b"2\n")])) == [1, 2]
    rows.settle()
    assert (tmp_path / "rows").read_text() == "1\n2\n"


def test_a_file_that_lost_rows_is_refused(tmp_path):
    (tmp_path / "out.jsonl.ingest-rows").write_text("1\n")
    with pytest.raises(OSError, match=r"out\.jsonl\.ingest-rows was cut off; --restart begins again"):
        WorkRows(tmp_path / "out.jsonl.ingest-rows", end=3)


def test_a_file_whose_rows_are_in_order_becomes_the_output_itself(tmp_path):
    rows, output = WorkRows(tmp_path / "rows", end=0), tmp_path / "out.jsonl"
    stretches = [rows.append(b"1\n"), rows.append(b""), rows.append(b"2\n")]
    assert rows.become(output, stretches)
    assert output.read_text() == "1\n2\n"
    assert not (tmp_path / "rows").exists()


def test_it_does_not_where_rows_are_in_another_order_or_left_out_or_a_folder_is_there(tmp_path):
    rows, output = WorkRows(tmp_path / "rows", end=0), tmp_path / "out.jsonl"
    first, second = rows.append(b"1\n"), rows.append(b"2\n")
    for stretches in ([second, first], [first], [second], []):
        assert not rows.become(output, stretches)
    output.mkdir()
    assert not rows.become(output, [first, second])
    assert list(rows.rows([first, second])) == [1, 2]
