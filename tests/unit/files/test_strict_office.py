"""Word files and workbooks saved as "Strict Open XML" say the same as others."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from generators.corpus_text import documents
from generators.corpus_word import word_file
from paratopic.corpus import load_options
from paratopic.corpus.read import read_raw
from paratopic.errors import InputError
from paratopic.files.excel import iter_excel
from paratopic.files.strict_office import with_usual_names

PARAGRAPHS = next(iter(documents().values()))
USUAL = re.compile(rb"http://schemas\.openxmlformats\.org/(?!package|markup)(\w+)/2006/")


def strict(raw):
    """Return a file with the names of the standard's first part, as office programs write them on request."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(saved, "w") as other:
        for name in archive.namelist():
            part = USUAL.sub(rb"http://purl.oclc.org/ooxml/\1/", archive.read(name))
            other.writestr(name, part)
    assert b"http://purl.oclc.org/ooxml/" in saved.getvalue()
    return saved.getvalue()


def read(raw):
    document, paragraphs = read_raw(raw, kind="word", name="d", source="d.docx", options=load_options())
    return document.text, document.title, document.date, paragraphs


def test_a_strict_word_file_is_read_like_any_other_with_its_notes_and_tables():
    raw = word_file(PARAGRAPHS, ["See the annex."])
    assert read(strict(raw)) == read(raw)
    assert any(paragraph.kind == "footnote" for paragraph in read(raw)[3])


def test_a_strict_workbook_is_read_like_any_other(tmp_path):
    book = Workbook()
    for row in (["id", "text"], ["a", "Ships left port."], ["b", "Aid arrived."]):
        book.active.append(row)
    book.save(tmp_path / "rows.xlsx")
    raw = (tmp_path / "rows.xlsx").read_bytes()
    (tmp_path / "strict.xlsx").write_bytes(strict(raw))
    rows = list(iter_excel(tmp_path / "strict.xlsx"))
    assert rows == list(iter_excel(tmp_path / "rows.xlsx"))
    assert [row["text"] for _, row in rows] == ["Ships left port.", "Aid arrived."]


def test_a_usual_file_is_not_copied():
    file = io.BytesIO(word_file(PARAGRAPHS))
    file.seek(7)
    assert with_usual_names(file) is file
    assert file.tell() == 0


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_damaged_strict_file_is_one_sentence(share):
    raw = bytearray(strict(word_file(PARAGRAPHS)))
    place = int(share * len(raw))
    raw[place : place + 400] = b"\0" * 400
    with pytest.raises(InputError, match=r"d\.docx: expected a Word file \(\.docx\), found "):
        read(bytes(raw))
