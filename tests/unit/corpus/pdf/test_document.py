"""What a PDF file says of itself, and what its first lines say better."""

import pytest

from generators.corpus_pdf import pdf_file
from paratopic.corpus import load_options
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.paragraphs import paragraphs
from paratopic.corpus.read import read_raw

PARAGRAPHS = [
    "The ministers of the Northern Straits met in the city for the second time in this year. "
    "They agreed on a joint command and on patrols.",
    "They thanked their hosts.",
    "The next meeting is in May.",
]


def date_of(paragraphs, creator):
    raw = pdf_file(paragraphs, info=f"/CreationDate (D:20310504101500Z) /Creator ({creator})")
    return read_raw(raw, kind="pdf", name="p", source="p", options=load_options())[0].date


@pytest.mark.parametrize(
    ("lines", "creator", "date"),
    [
        (["Port Sable, 2 May 2029", *PARAGRAPHS * 2], "Writer", "2029-05-02"),
        (PARAGRAPHS * 2, "Writer", "2031-05-04"),
        (PARAGRAPHS * 2, "Mozilla/5.0 Chrome/150", None),
    ],
)
def test_the_documents_own_date_comes_before_the_files_and_the_day_of_printing_is_none(lines, creator, date):
    assert date_of(lines, creator) == date


def test_paragraphs_of_a_line_or_two_are_parted_though_their_gaps_are_more_than_their_lines():
    found = read_raw(pdf_file(PARAGRAPHS * 4), kind="pdf", name="p", source="p", options=load_options())[1]
    assert [one.text for one in found] == PARAGRAPHS * 4


def test_sizes_that_text_recognition_guesses_part_no_paragraph():
    text = "the ministers met in the city and agreed on a joint command"
    lines = [
        Line(text, 72.0, 400.0, 15.0 * n, 0.0, size, False, 1, 20.0, base=15.0 * n)
        for n, size in enumerate([10, 9, 10, 10, 9, 11])
    ]
    assert len(paragraphs([lines])) == 1
    small = [Line("the annex of May.", 72.0, 400.0, 105.0, 0.0, 6.0, False, 1, 20.0, base=105.0)]
    assert len(paragraphs([[*lines, *small]])) == 2
