"""Hostile input: a clear sentence, within bounded time and memory."""

import io
import random
import zipfile

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.corpus_doc import doc_file
from generators.corpus_opendocument import opendocument_file
from generators.corpus_pdf import assemble_pdf, pdf_file
from generators.corpus_text import documents
from generators.corpus_word import word_file, zipped
from paratopic.corpus import load_options, read_document
from paratopic.corpus.read import read_raw
from paratopic.errors import ConfigError, InputError, ReaderError

OPTIONS = load_options()


def refuse(raw, kind, sentence, options=OPTIONS):
    with pytest.raises(InputError) as error:
        read_raw(raw, kind=kind, name="x", source="x", options=options)
    assert sentence in str(error.value)


def test_a_zip_bomb_is_not_opened():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b"0" * (30 << 20))
    refuse(
        buffer.getvalue(), "word", "unpacked, found 30 MB in 1 parts", OPTIONS.with_values(max_megabytes=20)
    )


def test_a_zip_that_lies_about_its_sizes_is_refused():
    raw = bytearray(zipped({"word/document.xml": "<a/>" * 500_000}))
    sizes = (4 * 500_000).to_bytes(4, "little")
    raw = raw.replace(sizes, (10).to_bytes(4, "little"))
    with pytest.raises(InputError):
        read_raw(bytes(raw), kind="word", name="x", source="x", options=OPTIONS)


def test_entities_that_multiply_are_not_expanded():
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        f'<!DOCTYPE w [<!ENTITY a0 "lol">{levels}]><w:document xmlns:w="{w}"><w:body><w:p><w:r>'
        "<w:t>before &a9; after</w:t></w:r></w:p></w:body></w:document>"
    )
    raw = zipped({"word/document.xml": document})
    try:
        text = read_raw(raw, kind="word", name="x", source="x", options=OPTIONS)[0].text
    except InputError as error:
        assert not isinstance(error, ReaderError)
        return
    assert len(text) < 1000


def test_html_entities_of_our_own_and_deep_nesting():
    refuse(
        b"<html><body>" + b"<div>" * 100_000 + b"text", "html", "expected elements nested at most 255 deep"
    )


def test_a_very_long_line_is_refused_with_its_number():
    refuse(b"short\n" + b"x" * 2_000_002, "text", "x:2: expected lines of at most 2000000 characters")


def test_too_many_lines_and_too_many_tags_are_refused():
    refuse(
        b"ab\n" * 1001, "text", "expected at most 1000 lines, found 1001", OPTIONS.with_values(max_lines=1000)
    )
    refuse(b"<p>x" * 300_000, "html", "expected at most 200000 tags, found 300000")


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(3 << 20)
    with pytest.raises(InputError, match="expected at most 2 MB, found 3 MB"):
        read_document(path, options=OPTIONS.with_values(max_megabytes=2))


def test_a_pdf_whose_pages_point_at_themselves_ends():
    raw = assemble_pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>"]
    )
    with pytest.raises(InputError):
        read_raw(raw, kind="pdf", name="x", source="x", options=OPTIONS)


def test_a_scan_says_so():
    raw = assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )
    refuse(raw, "pdf", "expected a PDF with text, found 1 pages without any (a scan?); run OCR on it first.")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("pdf", "expected a PDF, found a broken one (Failed to load document (PDFium: Data format error))."),
        ("word", "expected a Word file (.docx), found a broken archive"),
    ],
)
def test_rubbish_is_refused(kind, sentence):
    refuse(b"PK\x03\x04 rubbish %PDF", kind, sentence)


def test_a_zip_that_is_no_word_file_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")
    refuse(buffer.getvalue(), "word", "expected a Word file (.docx), found")


def test_names_with_line_breaks_are_shown_escaped(tmp_path):
    path = tmp_path / "two\nlines.txt"
    path.write_bytes(b"\x00")
    with pytest.raises(InputError) as error:
        read_document(path)
    assert "two\\nlines.txt" in str(error.value)
    assert "\n" not in str(error.value)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from(["text", "html", "pdf", "word", "opendocument", "rtf", "mail"])
)
def test_any_bytes_give_paragraphs_or_an_input_error(raw, kind):
    try:
        document, paragraphs = read_raw(raw, kind=kind, name="x", source="x", options=OPTIONS)
    except InputError as error:
        assert not isinstance(error, ReaderError)
        return
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)


@pytest.mark.parametrize(
    ("kind", "write"),
    [("word", word_file), ("opendocument", opendocument_file), ("doc", doc_file), ("pdf", pdf_file)],
)
def test_a_file_damaged_anywhere_gives_paragraphs_or_an_input_error(kind, write):
    whole, dice = write(next(iter(documents().values()))[:6]), random.Random(5)
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(dice.choice([1, 5, 30])):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        try:
            read_raw(bytes(raw), kind=kind, name="x", source="x", options=OPTIONS)
        except InputError as error:
            assert not isinstance(error, ReaderError)


def test_a_pdf_that_is_locked_is_told_from_a_broken_one(monkeypatch):
    def locked(_):
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    refuse(b"%PDF-1.7", "pdf", "expected a PDF that opens without a password, found one.")


PIECES = st.sampled_from(
    [
        "the",
        "Council",
        "of",
        "12.",
        "(a)",
        "•",
        "-",
        ">",
        "> >",
        "Q:",
        "Mr. Chair:",
        "II",
        "Page 3",
        "...",
        "é",
        "|",
    ]
)
LINES = st.tuples(st.lists(PIECES, max_size=12), st.integers(0, 3)).map(
    lambda line: "    " * line[1] + " ".join(line[0])
)
GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\f", "\n \n", ".\n", "\n> ", "\n>\n", "-\n", "\n- 3 -\n"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(LINES, GAPS), max_size=40), st.booleans())
def test_any_lines_give_paragraphs_or_an_input_error(lines, repeated):
    text = "".join(line + gap for line, gap in lines) * (3 if repeated else 1)
    try:
        document, paragraphs = read_raw(text.encode(), kind="text", name="x", source="x", options=OPTIONS)
    except InputError as error:
        assert not isinstance(error, ReaderError)
        return
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "\n\n".join(
                [*["the fleet of the islands sailed for the"] * 60, "x " * 40, "and the fleet", "x " * 40]
            ),
            2,
        ),
        ("One line.\n\n> > >\n> > >\n\n>\n> It said so.\n>\n> And more.\n", 3),
    ],
    ids=["a line alone in double-spaced text", "nothing but signs of quotation"],
)
def test_lines_that_readers_failed_at(text, count):
    found = read_raw(text.encode(), kind="text", name="x", source="x", options=OPTIONS)[1]
    assert len(found) == count


def test_what_goes_on_for_ever_is_no_sentence():
    """Each look at a paragraph costs time: one that never ends would cost its square."""
    lines = ["and so it went on"] * 8_000
    found = read_raw("\n\n".join(lines).encode(), kind="text", name="x", source="x", options=OPTIONS)[1]
    assert max(len(one.text) for one in found) < 25_000


def test_a_reader_that_fails_in_a_way_nobody_foresaw_is_an_error_with_a_sentence(monkeypatch):
    def failing(*_, **__):
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("paratopic.corpus.text.read_plain", failing)
    with pytest.raises(ReaderError) as error:
        read_raw(b"One.", kind="text", name="x", source="x.txt", options=OPTIONS)
    assert str(error.value) == (
        "x.txt: can't be read: the reader of text failed at it (ZeroDivisionError: division by zero); "
        "please report it together with the file."
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/pdivulable tr\n&;a1.", max_size=300))
def test_any_markup_keeps_offsets(markup):
    try:
        document, paragraphs = read_raw(markup.encode(), kind="html", name="x", source="x", options=OPTIONS)
    except InputError as error:
        assert not isinstance(error, ReaderError)
        return
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"headings": True}, "unknown key 'headings', expected one of fallback_encoding, max_megabytes"),
        ({"heading_words": "many"}, "expected a value like 14 for heading_words, found 'many'."),
    ],
)
def test_wrong_options_are_refused(values, sentence):
    with pytest.raises(ConfigError) as error:
        OPTIONS.with_values(**values)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    "line", ["• a short item here\n", "# Head\nA line.\n", "MR. X: A thing.\n", "(a) a clause;\n"]
)
def test_a_list_without_end_is_read_in_time_that_grows_with_it(line):
    found = read_raw((line * 40_000).encode(), kind="text", name="x", source="x", options=OPTIONS)[1]
    assert found and found[-1].end <= len(line) * 40_000  # quadratic: half a minute each
