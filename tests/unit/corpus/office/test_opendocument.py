"""OpenDocument texts: what is read, in which order, and what is refused."""

import pytest

from generators.corpus_opendocument import DELETED, opendocument_file, packed
from generators.corpus_text import documents
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.formats import sniff
from paratopic.corpus.read import read_document, read_raw
from paratopic.errors import InputError


def read(raw):
    return read_raw(raw, kind="opendocument", name="d", source="d.odt", options=load_options())


def kinds(body):
    return [(p.kind, p.text) for p in read(packed(body))[1]]


def test_boundaries_of_the_corpus_in_lists_tables_and_runs():
    score = Score()
    for paragraphs in list(documents().values())[:30]:
        document, got = read(opendocument_file(paragraphs))
        assert DELETED not in document.text
        assert all(document.text[p.start : p.end] == p.text for p in got)
        score.add(paragraphs, [classifier_text(p) for p in got])
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


def test_headings_items_rows_boxes_and_notes_have_their_kinds():
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>See the annex.</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>The box says something of its own.</text:p></draw:text-box></draw:frame>"
    cells = "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("Orland", "350")
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>Aid 4</text:p></text:index-body></text:table-of-content>"
        "<text:h>Aid</text:h><text:section>"
        f"<text:p>The convoy{note} left<text:tab/>on<text:s text:c='2'/>Monday.{box}</text:p><text:list>"
        "<text:list-item><text:p>Water for the three camps in the north.</text:p></text:list-item></text:list>"
        f"</text:section><table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    assert kinds(body) == [
        ("text", "The convoy left on Monday."),
        ("text", "The box says something of its own."),
        ("item", "Water for the three camps in the north."),
        ("table", "Orland | 350"),
        ("footnote", "See the annex."),
    ]
    assert read(packed(body))[1][0].heading == "Aid"


def test_paragraphs_of_a_style_of_headings_are_headings():
    styles = "<style:style style:name='P1' style:parent-style-name='Heading_20_1'/>"
    body = "<text:p text:style-name='Title'>On Aid</text:p><text:p text:style-name='P1'>Food</text:p>"
    raw = packed(f"{body}<text:p text:style-name='P2'>The convoy left</text:p>", styles=styles)
    assert [(p.heading, p.text) for p in read(raw)[1]] == [("On Aid / Food", "The convoy left")]


def test_the_file_says_title_day_and_language(tmp_path):
    properties = (
        "<dc:title>On Aid</dc:title><meta:creation-date>2031-05-04T10:00:00</meta:creation-date>"
        "<dc:language>en-GB</dc:language>"
    )
    path = tmp_path / "a.odt"
    path.write_bytes(packed("<text:p>The convoy left.</text:p>", properties=properties))
    document, _ = read_document(path)
    assert (document.title, document.date, document.language) == ("On Aid", "2031-05-04", "en-GB")
    assert sniff(path.read_bytes()) == "opendocument"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK nothing", "expected an OpenDocument text (.odt), found a broken archive"),
        (packed("<table:table/>", kind="spreadsheet"), "found another kind of OpenDocument file."),
        (packed("", manifest="<x encryption-data=''/>"), "that opens without a password, found one."),
        (packed("<text:p>"), "expected an OpenDocument text (.odt), found"),
        (packed("<text:p/>"), "expected a document with text, found none."),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(InputError) as error:
        read(raw)
    assert sentence in str(error.value)
