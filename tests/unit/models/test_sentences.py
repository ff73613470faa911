"""Sentences: every text has one, nothing but white space is lost. Passages: runs of them, in order."""

from hypothesis import given
from hypothesis import strategies as st

from paratopic.models.sentences import cut_passages, cut_sentences


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


def test_a_text_of_more_sentences_has_its_passages_behind_it():
    pieces, starts = cut_passages(["One. Two. Three.", "One. Two."], 2)
    assert pieces == ["One. Two. Three.", "One. Two. ", "Two. Three.", "One. Two."]
    assert starts.tolist() == [0, 3]


@given(st.lists(st.text(alphabet="aB. ;\n", max_size=60), min_size=1, max_size=4), st.integers(1, 4))
def test_passages_cover_their_text_and_stay_within_it(texts, size):
    pieces, starts = cut_passages(texts, size)
    ends = [*starts.tolist()[1:], len(pieces)]
    for text, start, end in zip(texts, starts, ends, strict=True):
        whole, *passages = pieces[start:end]
        assert whole == text
        assert all(passage in text for passage in passages)
        sentences = [one for one in cut_sentences([text])[0] if one != "."]
        assert all(any(one in passage for passage in passages) for one in sentences) or len(sentences) <= size
