"""Tables of contents are left out, forms and budgets with dots are not."""

import pytest

from generators.corpus_text import documents, hard_wrapped
from paratopic.corpus import classifier_text, read_text
from paratopic.corpus.pdf.layout import without_contents as without_contents_of_pdf
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.splitting.contents import contents_lines

TABLE = """\
Contents

                                                            Page
I.    Introduction ........................................ 4
II.   Arms embargo ........................................ 6
      A.  Violations of the embargo by neighbouring
          States and by companies ......................... 7
      B.  Cooperation of States . . . . . . . . . . . . . . 11
III.  Assets freeze …………………………………………………………………………… 12–15   15
Annexes
I.    Vessels of interest ................................. 21
"""


@pytest.mark.parametrize("table", [TABLE, TABLE.replace("\n", "\n\n")], ids=["in one", "spaced"])
def test_the_table_and_its_title_are_left_out_and_all_else_stays(table):
    paragraphs = next(iter(documents().values()))
    expected = [classifier_text(p) for p in read_text(hard_wrapped(paragraphs), name="t")[1]]
    document, found = read_text(f"{table}\n\n{hard_wrapped(paragraphs)}", name="t")
    assert [classifier_text(p) for p in found] == expected
    assert all(p.heading is None for p in found[:2])
    assert all(document.text[p.start : p.end] == p.text for p in found)


def test_the_lines_around_a_table_in_the_same_block_stay():
    text = "The report has five parts and was written in May.\n" + "".join(
        f"Part {i} of the report .................. {i}\n" for i in range(3, 8)
    )
    found = read_text(f"{text}The first part tells how the panel worked in the field.\n", name="t")[1]
    assert [p.text for p in found] == [
        "The report has five parts and was written in May.",
        "The first part tells how the panel worked in the field.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Food ........ 350",
            "Water ........ 120",
            "Roads ........ 900",
            "Aid ........ 15",
            "Fuel ........ 4",
        ],
        ["Name ........", "Place ........", "Date ........", "Signature ........"],
        ["See annex .... 3", "See annex .... 4"],
        ["Wait ....", "And then .... 5 men came", "so .... 6", "it was .... 7", "over .... 8 years"],
    ],
    ids=["a budget", "a form", "too few", "in sentences"],
)
def test_dots_that_lead_elsewhere_are_no_contents(lines):
    assert contents_lines(lines) == set()


def test_a_lone_line_of_dots_far_from_the_table_stays():
    table = [f"Part {i} ........ {i}" for i in range(3, 8)]
    lines = [*table, "One.", "Two.", "Three.", "The total ........ 90"]
    assert contents_lines(lines) == {0, 1, 2, 3, 4}


def test_pages_of_a_pdf_lose_them_too():
    texts = ["Table of contents", *(f"Part {i} ........ {i}" for i in range(3, 8)), "The ministers met."]
    page = [
        Line(text, 72.0, 300.0, 20.0 * i, 20.0 * i + 10, 10.0, False, 1, 20.0) for i, text in enumerate(texts)
    ]
    assert [[line.text for line in column] for column in without_contents_of_pdf([page])] == [
        ["The ministers met."]
    ]


def test_dots_without_end_take_no_time():
    text = ("." * 400_000 + " 3\n\n") * 4
    assert len(read_text(text, name="t")[1]) <= 4  # quadratic: minutes
