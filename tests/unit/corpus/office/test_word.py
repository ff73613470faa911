"""What stands in Word files beside plain paragraphs."""

import io
import zipfile
from html import escape
from textwrap import wrap

import openpyxl
import pytest

from generators.corpus_text import documents
from generators.corpus_word import word_file, zipped
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_raw
from paratopic.errors import InputError, ReaderError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def document(body):
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


PARAGRAPHS = next(iter(documents().values()))


def with_changed(name, old, new):
    """Return a Word file with its styles and a note, one part of it changed."""
    with zipfile.ZipFile(io.BytesIO(word_file(PARAGRAPHS, ["See the annex."]))) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new)})


def read(parts):
    return read_raw(zipped(parts), kind="word", name="d", source="d", options=load_options())[1]


def test_endnotes_come_last_and_comments_and_running_heads_not_at_all():
    types = (
        f'<?xml version="1.0"?><Types xmlns="{P}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    kinds = ("styles", "endnotes", "comments", "header")
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(kinds)
    )
    paragraph = f"<w:p>{run('The fleet left port on Monday and came back in the rain.')}</w:p>"
    note = f"<w:p>{run('See the report of the harbour master, page 3.')}</w:p>"
    got = read(
        {
            "[Content_Types].xml": types,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}/relationships">{relations}</Relationships>',
            "word/document.xml": document(paragraph),
            "word/endnotes.xml": f'<w:endnotes xmlns:w="{W}"><w:endnote w:type="separator" w:id="0"><w:p/></w:endnote>'
            f'<w:endnote w:id="1">{note}</w:endnote></w:endnotes>',
            "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{note}</w:comment></w:comments>',
            "word/header.xml": f'<w:hdr xmlns:w="{W}"><w:p>{run("Confidential draft")}</w:p></w:hdr>',
        }
    )
    assert [(one.kind, one.text) for one in got] == [
        ("text", "The fleet left port on Monday and came back in the rain."),
        ("footnote", "See the report of the harbour master, page 3."),
    ]


def test_links_fields_nested_tables_and_text_boxes_lose_no_word():
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:txbxContent><w:p>{run('The box says that the harbour is closed on Sundays.')}</w:p></w:txbxContent>"
        f"</mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('The box says that the harbour is closed on Sundays.')}"
        "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('Inner cell')}</w:p></w:tc></w:tr></w:tbl>"
    outer = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('Outer cell')}</w:p>{inner}<w:p/></w:tc>"
        f"<w:tc><w:p>{run('Second cell')}</w:p></w:tc></w:tr></w:tbl>"
    )
    body = (
        f"<w:p>{run('The port ')}<w:hyperlink>{run('authority')}</w:hyperlink>{run(' met on page ')}"
        f"<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>{run('7')}{run(' of the hall.')}"
        f"<w:r>{box}</w:r></w:p>{outer}"
    )
    assert [" ".join(one.text.split()) for one in read({"word/document.xml": document(body)})] == [
        "The port authority met on page 7 of the hall.",
        "The box says that the harbour is closed on Sundays.",
        "Outer cell Inner cell | Second cell",
    ]


def test_hidden_runs_are_left_out_and_shown_ones_are_not():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>NOTE TO SELF </w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t xml:space='preserve'>was seen </w:t></w:r>"
    got = read(
        {"word/document.xml": document(f"<w:p>{run('The fleet ')}{hidden}{shown}{run('by all.')}</w:p>")}
    )
    assert [one.text for one in got] == ["The fleet was seen by all."]


def test_a_workbook_named_as_a_word_file_is_refused_by_what_it_is():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(
        InputError, match=r"expected a Word file \(.docx\), found another kind of Office file\."
    ):
        read_raw(stream.getvalue(), kind="word", name="d", source="d", options=load_options())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("word/document.xml", "w:body", "w:bodice"),
            r"expected a Word file \(\.docx\), found a document without",
        ),
        (("word/footnotes.xml", "</w:footnotes>", ""), r"expected a Word file \(\.docx\), found .*footnotes"),
    ],
    ids=["no body", "broken notes"],
)
def test_a_part_that_is_damaged_is_told(change, sentence):
    name, old, new = change
    with pytest.raises(InputError, match=sentence) as error:
        read_raw(with_changed(name, old, new), kind="word", name="d", source="d", options=load_options())
    assert not isinstance(error.value, ReaderError)


def test_styles_that_are_not_declared_are_done_without():
    raw = with_changed("[Content_Types].xml", "wordprocessingml.styles+xml", "unknown+xml")
    got = read_raw(raw, kind="word", name="d", source="d", options=load_options())[1]
    assert [one.text for one in got][:2] == PARAGRAPHS[:2]


@pytest.mark.parametrize("blank", ["<w:p/>", ""])
def test_lines_that_were_broken_by_hand_are_put_together(blank):
    score = Score()
    for paragraphs in list(documents().values())[:8]:
        lines = (
            f"{''.join(f'<w:p>{run(escape(line))}</w:p>' for line in wrap(text, 80))}{blank}"
            for text in paragraphs
        )
        got = read({"word/document.xml": document("".join(lines))})
        score.add(paragraphs, [classifier_text(one) for one in got])
    assert score.f1 >= 0.97 and score.recall >= 0.995


def test_short_paragraphs_of_a_word_file_stay_as_they_are():
    texts = [f"It came back in week {i}." if i % 2 else f"Ship {i} of the fleet" for i in range(20)]
    got = read({"word/document.xml": document("".join(f"<w:p>{run(text)}</w:p>" for text in texts))})
    assert [one.text for one in got] == texts[1::2]
    assert [one.heading for one in got] == texts[::2]


def test_entries_of_a_table_of_contents_are_left_out():
    styles = (
        f'<?xml version="1.0"?><w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Verzeichnis1">'
        '<w:name w:val="toc 1"/></w:style></w:styles>'
    )
    entry = f"<w:p><w:pPr><w:pStyle w:val='Verzeichnis1'/></w:pPr>{run('Introduction 4')}</w:p>"
    body = f"{entry}<w:p>{run('The fleet was seen by all.')}</w:p>"
    got = read({"word/document.xml": document(body), "word/styles.xml": styles})
    assert [one.text for one in got] == ["The fleet was seen by all."]
