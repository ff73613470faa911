"""Web pages that a program made of a PDF file: paragraphs by the places of their lines."""

import shutil
import subprocess
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generators.corpus_pdf import pdf_file
from generators.corpus_text import documents
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.html.printed import printed_text
from paratopic.corpus.read import read_raw

PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NAMES = list(documents())[:8]
STYLE = (
    "<style>.a{font-size:17px;color:#000}.b{font-size:17px;line-height:40px;color:#000}"
    ".c{font-size:10px;color:#000}</style>"
)


def read(markup):
    got = read_raw(markup, kind="html", name="d", source="d", options=load_options())[1]
    return [" ".join(classifier_text(one).split()) for one in got if one.kind not in {"footnote", "dateline"}]


def placed(top, left, text, font="a"):
    return (
        f'<p style="position:absolute;top:{top}px;left:{left}px;white-space:nowrap" class="{font}">{text}</p>'
    )


def page(*lines):
    return f"<html><head>{STYLE}</head><body><div id=page1-div>{''.join(lines)}</div></body></html>".encode()


def set_lines(paragraphs, *, pitch=20, gap=0, indent=0):
    """Return the lines of paragraphs, each in its place, 40 to a page."""
    pages, top = [[]], 80
    for paragraph in paragraphs:
        for number, line in enumerate(wrap(paragraph, 84)):
            if top > 900:
                pages.append([])
                top = 80
            pages[-1].append(placed(top, 98 + (indent if number == 0 else 0), line.replace(" ", "&#160;")))
            top += pitch
        top += gap
    body = "".join(f'<div id="page{i}-div">{"".join(lines)}</div>' for i, lines in enumerate(pages, 1))
    return f"<html><head>{STYLE}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("layout", [{"gap": 12}, {"indent": 40}, {"gap": 7, "indent": 30}])
def test_gaps_and_indents_between_placed_lines_end_paragraphs(layout):
    score = Score()
    for name in NAMES:
        score.add(documents()[name], read(set_lines(documents()[name], **layout)))
    assert score.f1 >= 0.98 and score.recall >= 0.995


def test_places_may_be_in_points():
    """As PyMuPDF writes them: `top` and `left` in the style, absolute by a style sheet."""
    rows = [wrap(paragraph, 84) for paragraph in documents()[NAMES[0]][:3]]
    lines, top = [], 60.0
    for row in rows:
        for line in row:
            lines.append(f'<p style="top:{top:.1f}pt;left:65.3pt;line-height:11.0pt"><span>{line}</span></p>')
            top += 14.5
        top += 7.2
    assert read(f"<html><body><div id=page0>{''.join(lines)}</div></body></html>".encode()) == [
        " ".join(row) for row in rows
    ]


def test_boxes_of_lines_with_a_height_are_paragraphs_as_far_as_gaps_say():
    """As pdfminer writes them: boxes with a break after each line, pages one under the other."""
    texts, top, boxes = documents()[NAMES[0]][:4], 106.1, []
    for number, text in enumerate(texts):
        lines = wrap(text, 84)
        if number == 2:
            boxes.append('<div style="position:absolute; top:941px;"><a name="2">Page 2</a></div>')
        inside = "".join(f"{line}\n<br>" for line in lines)
        height = 14.5 * len(lines)
        boxes.append(
            f'<div style="position:absolute; border: textbox 1px solid; left:65.3px; top:{top}px; width:464px; '
            f'height:{height}px;"><span style="font-size:11.0px">{inside}</span></div>'
        )
        top += height + 7
    assert read(f"<html><body>{''.join(boxes)}</body></html>".encode()) == [
        " ".join(wrap(text, 84)) for text in texts
    ]


@given(
    st.lists(
        st.tuples(st.integers(-50, 900), st.integers(-50, 700), st.text("ab 1\n", max_size=12)), max_size=12
    )
)
def test_no_word_of_placed_lines_is_lost_wherever_they_stand(places):
    body = "".join(placed(top, left, text, "abc"[top % 3]) for top, left, text in places)
    root = html.document_fromstring(page(body).decode())
    found = printed_text(root)
    words = "".join(text for *_, text in places).split()
    if found is not None:
        assert "".join(found.translate(PLAIN).split()) == "".join(words)


def test_pages_of_blocks_lose_their_heads_and_join_what_they_tore():
    """As Tika writes them: a division for each page, a head and a number on each, a sentence across two of them."""
    paragraphs = documents()[NAMES[0]][:9]
    words = paragraphs[4].split()
    torn = [*paragraphs[:4], " ".join(words[:20]), " ".join(words[20:]), *paragraphs[5:]]
    parts = [torn[:5], torn[5:7], torn[7:]]
    pages = "".join(
        f"<div class='page'><p>Ministry of Defence - Strategy</p>{''.join(f'<p>{text}</p><p/>' for text in part)}"
        f"<p>{number}</p></div>"
        for number, part in enumerate(parts, 1)
    )
    assert read(f"<html><body>{pages}</body></html>".encode()) == paragraphs


def test_lines_that_a_wide_step_parts_are_paragraphs_and_a_raised_number_is_a_mark():
    lines = wrap(documents()[NAMES[0]][0], 70)[:4]
    body = [placed(80 + 20 * i, 98, line) for i, line in enumerate(lines)]
    mark = placed(136, 700, "12", "c")
    after = placed(160, 98, "The road is closed.<br>The ferry sails again.", "b")
    assert read(page(*body, mark, after)) == [
        f"{' '.join(lines)} The road is closed.",
        "The ferry sails again.",
    ]


def test_a_number_that_hangs_beside_its_paragraph_belongs_to_it():
    text = wrap(documents()[NAMES[0]][0], 70)
    lines = [placed(80 + 20 * i, 141, line) for i, line in enumerate(text)]
    assert read(page(placed(80, 98, "1."), *lines)) == [f"1. {' '.join(text)}"]


@pytest.mark.skipif(shutil.which("pdftohtml") is None, reason="no pdftohtml on the path")
@pytest.mark.parametrize("mode", [["-c", "-s"], []])
@pytest.mark.parametrize("layout", [{}, {"indent": True}])
def test_pages_of_pdftohtml(tmp_path, mode, layout):
    score = Score()
    for name in NAMES:
        (tmp_path / "a.pdf").write_bytes(pdf_file(documents()[name], **layout))
        subprocess.run(
            ["pdftohtml", *mode, "-i", "-noframes", "a.pdf", "a"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        score.add(documents()[name], read((tmp_path / "a.html").read_bytes()))
    assert score.f1 >= 0.95 and score.recall >= 0.995
