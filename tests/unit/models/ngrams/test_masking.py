"""Masking takes names and numbers out and leaves the rest."""

from hypothesis import given
from hypothesis import strategies as st

from paratopic.models.ngrams.masking import known_words, mask, stem, stems

KNOWN = known_words(
    ["the council met and the council froze assets", "sanctions on exports, sanctions on banks"]
)


def test_known_words_stand_twice_in_lower_case():
    assert {"the", "council", "sanctions"} <= KNOWN
    assert "froze" not in KNOWN


def test_names_and_numbers_are_masked_and_known_words_lowered():
    assert mask("The Council of Karsk froze 1,200 assets", KNOWN).split() == [
        "the", "council", "of", "xname", "froze", "0", "assets",
    ]  # fmt: skip


def test_stems():
    assert stems("Deployments deployed deploying") == "deploy deploy deploy"
    assert stem("sing") == "sing"


@given(st.text())
def test_masking_is_total_and_keeps_no_digit_but_zero(text):
    assert not [c for c in mask(text, KNOWN) if c.isascii() and c.isdigit() and c != "0"]
