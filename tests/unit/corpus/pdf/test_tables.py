"""Rows of tables in a PDF: parts of lines that stand under one another."""

import pytest

from paratopic.corpus.pdf.layout import reading_order
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.paragraphs import paragraphs


def line(text, top, left=72.0):
    return Line(text, left, left + 5.0 * len(text), top, top + 10, 10.0, False, 1, 20.0, base=top + 8)


def row(top, *cells, lefts=(72.0, 200.0, 300.0)):
    return [line(cell, top, left) for cell, left in zip(cells, lefts, strict=False)]


BEFORE = [line("The ministers met in the city and agreed on these figures.", 60)]
TABLE = [
    *row(90, "District", "Displaced", "Partner"),
    *row(110, "Sable", "30,000", "Red Pennant"),
    line("Society", 122, 300.0),
    *row(142, "Halvar", "11,000", "Relief Corps"),
]
AFTER = [line("They meet again in May, when the figures are looked at anew.", 172)]


def test_each_row_is_one_paragraph_and_its_cells_go_on_where_they_are_wrapped():
    found = paragraphs(reading_order([*BEFORE, *TABLE, *AFTER]))
    assert [(piece.kind, piece.text) for piece in found] == [
        ("loose", BEFORE[0].text),
        ("table", "District | Displaced | Partner"),
        ("table", "Sable | 30,000 | Red Pennant Society"),
        ("table", "Halvar | 11,000 | Relief Corps"),
        ("loose", AFTER[0].text),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [
            part
            for n in range(4)
            for part in row(90 + 20 * n, f"{n}.", "The ministers met in the city.", lefts=(72, 90))
        ],
        [
            part
            for n in range(4)
            for part in row(90 + 20 * n, str(n), "The ministers met in the city.", lefts=(72, 90))
        ],
        [part for n in range(2) for part in row(90 + 20 * n, "For Orland:", "For Vantara:")],
        [
            part
            for n in range(4)
            for part in row(90 + 14 * n, "words set", "wide", lefts=(72.0, 140.0 + 9 * n))
        ],
    ],
    ids=["numbered", "counted", "signatures", "set wide"],
)
def test_numbered_lines_signatures_and_words_set_wide_are_no_tables(lines):
    assert not any(one.table for column in reading_order(lines) for one in column)


def test_a_page_of_rows_is_read_along_them_and_columns_of_text_down():
    rows = [part for n in range(12) for part in row(90 + 20 * n, f"Sable {n}", "30,000", "Red Pennant")]
    assert [one.text for one in reading_order(rows)[0]] == [
        f"Sable {n} | 30,000 | Red Pennant" for n in range(12)
    ]
    text = "the ministers agreed on a joint command"
    columns = [part for n in range(12) for part in row(90 + 14 * n, text, text, lefts=(72.0, 300.0))]
    assert [len(column) for column in reading_order(columns)] == [12, 12]
