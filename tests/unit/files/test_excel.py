"""Workbooks as tables: the rows of the first sheet, and every fault with its row."""

import contextlib
import datetime
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from paratopic.errors import InputError
from paratopic.files import excel
from paratopic.files.excel import iter_excel, sheet_names
from paratopic.files.tables import iter_rows

CELLS = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=12) | st.integers(0, 10**9)


def _saved(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


@given(rows=st.lists(st.tuples(CELLS, CELLS, st.just("end")), max_size=5))
def test_cells_come_back_as_they_were_written(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("book") / "rows.xlsx"
    book = Workbook()
    book.active.append(["text", "labels", "last"])
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(number, column, value)
            cell.data_type = "s" if isinstance(value, str) else "n"  # a text that begins with = is no formula
    book.save(path)
    assert [tuple(row.values()) for _, row in iter_rows(path)] == rows


def test_blank_rows_are_passed_over_and_blank_cells_are_empty(tmp_path):
    path = _saved(tmp_path / "rows.xlsx", [], ["text", "labels"], ["a", None], [], ["b", "x;y"])
    assert list(iter_rows(path)) == [(3, {"text": "a", "labels": ""}), (5, {"text": "b", "labels": "x;y"})]


def test_dates_are_iso_text_and_numbers_stay_numbers(tmp_path):
    day, moment = datetime.datetime(2024, 3, 1), datetime.datetime(2024, 3, 1, 9, 30)
    path = _saved(tmp_path / "rows.xlsx", ["day", "moment", "n", "yes"], [day, moment, 1, True])
    row = {"day": "2024-03-01", "moment": "2024-03-01T09:30:00", "n": 1, "yes": True}
    assert [found for _, found in iter_rows(path)] == [row]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (
            [["text", None, "labels"], ["a", "b", "c"]],
            "row 1: expected a name for each column, found none for column 2",
        ),
        ([["text", "text"]], "row 1: expected different column names, found 'text' twice; rename one"),
        ([["text"], ["a"], ["b", "c"]], "row 3: expected 1 cells as in the header, found 2"),
    ],
)
def test_a_fault_is_named_with_its_row(tmp_path, rows, complaint):
    path = _saved(tmp_path / "rows.xlsx", *rows)
    with pytest.raises(InputError, match=complaint.removeprefix("row ").split(": ", 1)[1]) as error:
        list(iter_excel(path))
    assert f"rows.xlsx:{complaint[4]}:" in str(error.value)


def test_a_row_that_is_too_long_can_be_put_aside(tmp_path):
    path, bad = _saved(tmp_path / "rows.xlsx", ["text"], ["a", "b"], ["c"]), []
    assert list(iter_rows(path, on_bad=bad.append)) == [(3, {"text": "c"})]
    assert [str(one).rsplit("/", 1)[-1] for one in bad] == [
        "rows.xlsx:2: expected 1 cells as in the header, found 2."
    ]


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "rows.xlsx"
    path.write_text("text,labels\n")
    with pytest.raises(
        InputError, match=r"rows.xlsx: expected an Excel workbook \(.xlsx\), found File is not a zip"
    ):
        list(iter_excel(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(InputError, match=r"expected an Excel workbook \(.xlsx\), found"):
        list(iter_excel(path))


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path, monkeypatch):
    path = _saved(tmp_path / "rows.xlsx", ["text"], ["a" * 5000])
    monkeypatch.setattr(excel, "LARGEST", 4000)
    with pytest.raises(InputError, match=r"at most 0 MB unpacked, found 0 MB; save it as \.csv"):
        list(iter_excel(path))


def test_entities_that_multiply_are_refused(tmp_path):
    path = _saved(tmp_path / "rows.xlsx", ["text"], ["a"])
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", bomb + b"<worksheet", 1).replace(b"<t>a<", b"<t>&l8;<")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(InputError, match="expected an Excel workbook"):
        list(iter_excel(path))


def test_a_workbook_damaged_anywhere_gives_rows_or_a_sentence(tmp_path):
    path = _saved(
        tmp_path / "rows.xlsx", ["text", "labels"], *[[f"Text {n}.", "sanctions"] for n in range(20)]
    )
    whole, dice = path.read_bytes(), random.Random(3)
    for _ in range(100):
        raw = bytearray(whole)
        for _ in range(dice.choice([1, 5, 30])):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        path.write_bytes(raw)
        with contextlib.suppress(InputError):
            list(iter_excel(path))


def test_another_sheet_than_the_first_is_read_by_its_name(tmp_path):
    book = Workbook()
    book.create_sheet("answers").append(["id"])
    book["answers"].append(["a#1"])
    book.save(tmp_path / "rows.xlsx")
    assert sheet_names(tmp_path / "rows.xlsx") == ["Sheet", "answers"]
    assert list(iter_excel(tmp_path / "rows.xlsx", sheet="answers")) == [(2, {"id": "a#1"})]
    with pytest.raises(InputError, match="expected a sheet `coding`, found Sheet, answers"):
        list(iter_excel(tmp_path / "rows.xlsx", sheet="coding"))
