"""Words that a line's end parts, judged by the other words of the document."""

from collections import Counter

import pytest

from paratopic.corpus.pdf.hyphens import join_lines, whole_words
from paratopic.corpus.pdf.lines import Line


def lines(*texts):
    return [Line(text, 72.0, 300.0, 0.0, 10.0, 10.0, False, 1, 20.0) for text in texts]


@pytest.mark.parametrize(
    ("words", "parted", "joined"),
    [
        ("", ("the agree-", "ment of May"), "the agreement of May"),
        ("a long way, the range of", ("a long-", "range missile"), "a long-range missile"),
        ("understanding, under, standing", ("an under-", "standing of"), "an understanding of"),
        ("", ("fifty-", "three ships"), "fifty-three ships"),
        ("", ("evidence-", "based aid"), "evidence-based aid"),
        ("", ("non-", "conformity"), "non-conformity"),
        ("in form", ("in-", "form them"), "inform them"),
    ],
)
def test_a_hyphen_stays_where_both_halves_are_words_and_the_whole_is_none(words, parted, joined):
    assert join_lines(lines(*parted), Counter([*whole_words([lines(words)])])) == joined


def test_halves_are_no_words():
    assert [*whole_words([lines("the consul-", "tations of May", "went on")])] == [
        "the",
        "of",
        "May",
        "went",
        "on",
    ]
