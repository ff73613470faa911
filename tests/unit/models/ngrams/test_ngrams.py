"""Our n-grams are scikit-learn's: same vocabulary, same weights, whatever the text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from paratopic.errors import ConfigError
from paratopic.models.ngrams.ngrams import Ngrams

TEXTS = [
    "The Council imposed sanctions on two banks; the banks protested, the Council did not.",
    "Réfugiés crossed the İstanbul line — ΟΔΟΣ and naïve coöperation, 2,000 t of aid.",
    "a b c I U.N.",
    "Allies hold firm on nuclear deterrence and deterrence alone.",
]
text = st.text(alphabet=st.sampled_from("aàbcİΣς ßﬁ-_'1\n\t€ ́xyZ"), max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize("word", [None, [1, 1], [1, 2], [2, 3]])
@pytest.mark.parametrize("char", [None, [3, 5], [1, 2]])
@pytest.mark.parametrize("sublinear", [True, False])
@given(extra=st.lists(text, max_size=4))
def test_the_same_rows_as_scikit_learn(word, char, sublinear, extra):
    if word is None and char is None:
        return
    ours = Ngrams(word=word, char=char, min_df=1, max_features=None, sublinear_tf=sublinear)
    ours.fit_transform(TEXTS)
    found, start = ours.transform(TEXTS + extra).toarray(), 0
    for kind, sizes in (("word", word), ("char_wb", char)):
        if sizes is None:
            continue
        accents = "unicode" if kind == "word" else None
        oracle = TfidfVectorizer(
            analyzer=kind, ngram_range=tuple(sizes), sublinear_tf=sublinear, strip_accents=accents
        ).fit(TEXTS)
        width = len(oracle.vocabulary_)
        expected = oracle.transform(TEXTS + extra).toarray()
        np.testing.assert_allclose(found[:, start : start + width], expected, atol=1e-6)
        start += width
    assert start == found.shape[1] == len(ours.names)


def test_stop_words_leave_no_gap():
    ours = Ngrams(
        word=[2, 2], char=None, min_df=1, max_features=None, sublinear_tf=True, stop_words="english"
    )
    ours.fit_transform(["the banks of the state"])
    assert ours.names == ["banks state"]


@pytest.mark.parametrize(
    "knobs",
    [
        {"use_idf": False},
        {"norm": None},
        {"max_df": 1},
        {"max_df": 0.6, "min_df": 1},
        {"max_features": 5},
        {"stop_words": "english", "use_idf": False, "norm": None},
    ],
)
def test_every_knob_is_scikit_learns(knobs, tmp_path):
    options = {"min_df": 1, "max_features": None, "sublinear_tf": True, **knobs}
    ours = Ngrams(word=[1, 2], char=None, **options)
    oracle = TfidfVectorizer(ngram_range=(1, 2), strip_accents="unicode", **options)
    ours.fit_transform(TEXTS)
    ours.save(tmp_path)
    expected = oracle.fit_transform(TEXTS).toarray()
    assert ours.names == list(oracle.get_feature_names_out())
    for one in (ours, Ngrams.load(tmp_path)):
        np.testing.assert_allclose(one.transform(TEXTS).toarray(), expected, atol=1e-6)


def test_an_unknown_norm_is_refused():
    with pytest.raises(ConfigError, match="expected norm l2 or null, found 'l3'"):
        Ngrams(word=[1, 1], char=None, min_df=1, max_features=None, sublinear_tf=True, norm="l3")


@pytest.mark.parametrize("given", ["x", [3, 1], [1], [0, 2]])
def test_lengths_of_ngrams_that_can_not_be_are_refused(given):
    with pytest.raises(
        ConfigError, match=r"^expected char as \[shortest, longest\] or null, e.g. \[1, 2\], found"
    ):
        Ngrams(word=(1, 1), char=given, min_df=1, max_features=None, sublinear_tf=True)


def test_a_text_has_the_same_row_in_any_company(tmp_path):
    ours = Ngrams(word=[1, 2], char=[2, 4], min_df=1, max_features=None, sublinear_tf=True)
    ours.fit_transform(TEXTS)
    ours.save(tmp_path)
    again = Ngrams.load(tmp_path)
    together = again.transform(TEXTS).toarray()
    for row, one in zip(together, TEXTS, strict=True):
        assert np.array_equal(row, ours.transform([one]).toarray()[0])
    assert again.transform([]).shape == (0, len(ours.names))
    assert again.transform(["", " \n"]).nnz == 0
