"""Signs looked for by their rarest letter are found where Python finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus.occurs import occurs

SIGNS = [("](", 0), ("](", 1), ("://", 1), (":::", 0), ("<!--", 0)]


@pytest.mark.parametrize(("sign", "rarest"), SIGNS)
@given(st.text("](:/<!- a”", max_size=30))
def test_a_sign_is_found_where_python_finds_it(sign, rarest, text):
    assert occurs(text, sign, rarest=rarest) == (sign in text)


@pytest.mark.parametrize("end", ["", "://", ":/"])
def test_a_letter_that_is_everywhere_does_not_hide_the_sign(end):
    text = "/ and, or: " * 5_000 + end
    assert occurs(text, "://", rarest=1) == ("://" in text)
