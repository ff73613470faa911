"""What is asked of a text's bytes against what its letters say, whether the text is long or short."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus.splitting import signs
from paratopic.corpus.splitting.page_marks import _OF_AT_END
from paratopic.corpus.splitting.signs import Signs
from paratopic.corpus.tex import has_places

PARTS = [
    "Page 2",
    "page",
    " ",
    "  ",
    "   ",
    "PAGE 3 of 9",
    "\n",
    "\n\n",
    "’",
    "“a”",
    "2",
    "\u00a0",
    "\t",
    "passage 1",
    "\x13",
    "é.",
]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=20).map("".join)


@pytest.fixture(params=[0, 1 << 16], ids=["as long", "as short"], autouse=True, scope="module")
def _length(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signs, "_LARGE", request.param)
        yield


@given(TEXTS)
def test_gaps_and_places_are_those_of_the_letters(text):
    found = Signs.of(text)
    assert found.gap == ("   " in text)
    assert found.places == has_places(text)


@given(TEXTS)
def test_a_line_that_ends_in_a_numbered_page_is_never_missed(text):
    places = (one.start() for one in re.finditer("Page |page |PAGE ", text))
    if any(_OF_AT_END.match(text, place) for place in places):
        assert Signs.of(text).numbered_pages


def test_a_long_text_with_the_word_page_but_no_number_behind_it_has_none():
    text = (
        "They agreed on it. " * 20 + "The language of page after page, in 2031\nas on Page two.\n\n"
    ) * 500
    assert not Signs.of(text).numbered_pages
    assert Signs.of(f"{text}Report on page 2 \n").numbered_pages
    assert Signs.of(f"Report on PAGE \u00a0 2 of 3\n{text}").numbered_pages


@pytest.mark.parametrize("before", range(4))
def test_a_gap_is_found_wherever_it_starts(before):
    assert Signs.of("x" * before + "   " + "y" * 100_000).gap
    assert Signs.of("y" * 100_000 + "x" * before + "   ").gap
    assert not Signs.of(("x" * before + "  y") * 50_000).gap
