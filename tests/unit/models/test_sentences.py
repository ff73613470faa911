"""Sentences: every text has one, nothing but white space is lost."""

from hypothesis import given
from hypothesis import strategies as st

from paratopic.models.sentences import cut_sentences


def test_two_sentences_and_one():
    sentences, owner = cut_sentences(["Assets were frozen. Convoys came; Nobody spoke.", "One."])
    assert sentences == ["Assets were frozen.", "Convoys came;", "Nobody spoke.", "One."]
    assert owner.tolist() == [0, 0, 0, 1]


@given(st.lists(st.text(max_size=80), max_size=5))
def test_nothing_is_lost(texts):
    sentences, owner = cut_sentences(texts)
    assert sorted(set(owner.tolist())) == list(range(len(texts)))
    for row, text in enumerate(texts):
        joined = "".join("".join(s.split()) for s, o in zip(sentences, owner, strict=True) if o == row)
        assert joined == ("".join(text.split()) or ".")
