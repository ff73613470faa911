"""Rich text files: letters given in three ways, rows, notes, what is left out, and what is refused."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.corpus_text import documents
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_document, read_raw
from paratopic.errors import InputError

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s1 heading 1;}}{\*\generator A Program;}{\header\pard Running head\par}" "\n"
)  # fmt: skip


def read(body, head=HEAD):
    raw = body if isinstance(body, bytes) else f"{head}{body}}}".encode("latin-1")
    document, found = read_raw(raw, kind="rtf", name="d", source="d.rtf", options=load_options())
    assert all(document.text[p.start : p.end] == p.text for p in found)
    return document, found


def kinds(body):
    return [(p.kind, p.text) for p in read(body)[1]]


def written(text):
    """Write a text as programs do: what is not ASCII as a number with a question mark behind it."""
    units = text.encode("utf-16-le")
    parts = []
    for place in range(0, len(units), 2):
        unit = int.from_bytes(units[place : place + 2], "little", signed=True)
        letter = chr(unit) if 0 < unit < 128 else f"\\u{unit}?"
        parts.append(f"\\{letter}" if letter in "\\{}" else letter)
    return "".join(parts)


def test_boundaries_of_the_corpus_in_runs_and_broken_lines():
    score, dice = Score(), random.Random(3)
    for paragraphs in list(documents().values())[:30]:
        body = ""
        for text in paragraphs:
            at = dice.randrange(len(text))
            run = f"{written(text[:at])}{{\\b\\i {written(text[at:])}}}"
            body += "\\pard\\plain\\sb120 " + run.replace(" ", " \r\n", 3) + "\\par\n"
        score.add(paragraphs, [classifier_text(p) for p in read(body)[1]])
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=60)
)
def test_every_letter_comes_back(text):
    body = f"\\pard The word {written(text)} stays.\\par"
    assert read(body)[0].text == f"The word {text} stays."


def test_letters_in_a_code_page_and_signs():
    assert kinds(r"\pard A \{brace\}, f\u252\'fcnf, \ldblquote so\rdblquote\emdash\'80 5\~m.\par") == [
        ("text", "A {brace}, fünf, “so”—€ 5 m.")
    ]
    japanese = r"{\rtf1\ansi\ansicpg932 \pard \'8d\'90\'8d\'da of the paper.\par"
    assert read("", head=japanese)[0].text == "告載 of the paper."
    assert read("", head=r"{\rtf1\ansi\ansicpg99999 \pard Caf\'e9 stays.\par")[0].text == "Café stays."


def test_headings_items_rows_boxes_and_notes_have_their_kinds():
    body = (
        r"{\info{\title On the \'93round\'94}{\author Somebody}}"
        r"\pard\plain\outlinelevel0\b Aid\b0\par"
        r"\pard The convoy left{\footnote\pard\plain See the annex.\par} on\tab Monday.\par"
        r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard The box says something.\par}}{\shprslt Old.}}"
        r"{\pard{\listtext\pard\plain\'b7\tab}Water for the three camps in the north.\par}"
        r"\trowd\cellx100\cellx200\pard\intbl Orland\cell 350\cell\row\pard\plain The end came soon.\par"
    )
    document, found = read(body)
    assert document.title == "On the “round”"
    assert [(p.kind, p.text) for p in found] == [
        ("text", "The convoy left on Monday."),
        ("text", "The box says something."),
        ("item", "· Water for the three camps in the north."),
        ("table", "Orland | 350"),
        ("text", "The end came soon."),
        ("footnote", "See the annex."),
    ]
    assert {p.heading for p in found} == {"Aid"}


def test_what_is_deleted_hidden_or_drawn_is_left_out():
    body = (
        r"\pard {\deleted Gone.}The fleet {\v hidden }was {\field{\*\fldinst HYPERLINK x}{\fldrslt seen}} by all."
        r"{\pict\pngblip 89504e470d}{\*\bkmkstart a}{\pict\bin4 }}{{\pngblip}\par"
    )
    assert kinds(body) == [("text", "The fleet was seen by all.")]


def test_a_file_named_doc_that_is_rich_text_is_read(tmp_path):
    path = tmp_path / "a.doc"
    path.write_bytes(f"{HEAD}\\pard The convoy left.\\par}}".encode())
    assert [p.text for p in read_document(path)[1]] == ["The convoy left."]


@pytest.mark.parametrize("raw", [b"no rich text", b"{\\rtf1}", b"{\\rtf1" + b"{" * 200_000, b"{\\rtf1 }}}}}"])
def test_what_holds_no_text_is_refused(raw):
    with pytest.raises(InputError):
        read(raw)


def test_paragraphs_of_a_style_of_headings_are_headings():
    body = r"\pard\s1 Aid\par\pard\s2 The convoy left on Monday\par\pard It came back.\par"
    head = HEAD.replace(
        r"{\s1 heading 1;}", r"{\s0 Normal;}{\s1\sbasedon0\b Heading 1;}{\s2 Text Body;}{\*\cs3 Title Link;}"
    )
    assert [(p.heading, p.text) for p in read(body, head)[1]] == [
        ("Aid", "The convoy left on Monday"),
        ("Aid", "It came back."),
    ]
