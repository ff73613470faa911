"""Files of Word 97-2003: what is read, in which order, and what is refused."""

import random

import pytest

from generators.corpus_doc import CONTENTS, DELETED, LINK, compound, doc_file, written
from generators.corpus_text import documents
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.formats import sniff
from paratopic.corpus.read import read_document, read_raw
from paratopic.errors import InputError


def read(raw):
    return read_raw(raw, kind="doc", name="d", source="d.doc", options=load_options())


def test_boundaries_of_the_corpus_with_headings_cells_deletions_and_notes():
    score = Score()
    for paragraphs in list(documents().values())[:30]:
        document, got = read(doc_file(paragraphs, ["Letter of the envoy of 3 May.", "See the annex."]))
        assert DELETED.strip() not in document.text and "Section 1 ..." not in document.text
        assert all(document.text[p.start : p.end] == p.text for p in got)
        assert [p.text for p in got if p.kind == "footnote"] == [
            "Letter of the envoy of 3 May.",
            "See the annex.",
        ]
        assert got[0].heading == "A statement of the Ministry / Section 1"
        score.add(paragraphs, [classifier_text(p) for p in got if p.kind != "footnote"])
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


def test_rows_fields_breaks_and_letters_of_two_units(tmp_path):
    row_end, in_table = b"\x17\x24\x01", b"\x16\x24\x01"
    body = [
        (f"{CONTENTS}\r", 0, b""),
        (f"See {LINK} of the \U0001f6a2 ship\x0band\x1ethe\x1f crew, who left.\x0c", 0, b""),
        ("Country\x07", 0, in_table),
        ("Troops\r", 0, in_table),
        ("and crews\x07", 0, in_table),
        ("\x07", 0, row_end),
        ("They came back on Monday, all of them.\r", 0, b""),
    ]
    path = tmp_path / "a.doc"
    path.write_bytes(written(body))
    assert sniff(path.read_bytes()) == "doc"
    assert [(p.kind, p.text) for p in read_document(path)[1]] == [
        ("text", "See the annex of the \U0001f6a2 ship\nand-the crew, who left."),
        ("table", "Country | Troops and crews"),
        ("text", "They came back on Monday, all of them."),
    ]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (
            written([("The convoy left.\r", 0, b"")], flags=0x0100),
            r"that opens without a password, found one\.",
        ),
        (written([("The convoy left.\r", 0, b"")], version=0x65), r"found an older one; save it as \.docx\."),
        (compound({"Workbook": b"x"}), r"expected a Word file \(\.doc\), found a broken one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing", r"expected a Word file \(\.doc\), found a broken one"),
    ],
    ids=["password", "Word 95", "a workbook", "cut off"],
)
def test_what_is_no_such_file_is_told(raw, sentence):
    with pytest.raises(InputError, match=sentence):
        read(raw)


def test_broken_files_end_in_a_sentence_or_in_text():
    whole = doc_file(list(documents().values())[2][:6], ["See the annex."])
    dice = random.Random(0)
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(dice.randint(1, 20)):
            raw[dice.randrange(512, len(raw))] = dice.randrange(256)
        try:
            read(bytes(raw[: dice.randint(1000, len(raw))] if dice.random() < 0.3 else raw))
        except InputError as error:
            assert "expected" in error.message
