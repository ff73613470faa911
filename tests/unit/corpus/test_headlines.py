"""Title and date of documents that say them only in their first lines."""

import pytest

from paratopic.corpus import read_text

BODY = "The ministers met on 12 May 2004 in the north. They agreed on a patrol of the straits."


def about(head):
    document, _ = read_text(f"{head}\n\n{BODY}\n", name="d")
    return document.title, document.date


@pytest.mark.parametrize(
    ("head", "title", "date"),
    [
        ("Statement on the Straits\n\nNorthport, 3 February 2031", "Statement on the Straits", "2031-02-03"),
        (
            "Statement of 3 February 2031 on the Straits",
            None,
            "2031-02-03",
        ),
        ("FEBRUARY 3, 2031", None, "2031-02-03"),
        (
            "[Congressional Record Volume 150, Number 17 (Friday, March 12, 2004)]\n[Senate]",
            None,
            "2004-03-12",
        ),
        ("(As delivered)", None, None),
        ("Statement on the Straits", "Statement on the Straits", None),
        ("Northport, 2/3/2031", None, None),
        ("---\ntitle: Straits\ndate: 2031-02-03\n---\n\nNorthport, 4 February 2031", "Straits", "2031-02-03"),
    ],
)
def test_title_and_date_come_from_the_lines_over_the_text(head, title, date):
    assert about(head) == (title, date)


def test_a_date_in_a_sentence_is_not_the_documents():
    assert read_text(BODY, name="d")[0].date is None
