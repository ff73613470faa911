"""Evidence found in the classifier's text points to the same words of the source."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus import classifier_text
from paratopic.inference.align import align

SAMPLES = [
    "plain words",
    "spread  over\n   lines",
    "a govern-\nment of hy-\n  phens",
    "> quoted\n> lines",
    "- an item with **strong** words and [a link](http://x.y/z)",
    "soft\u00adhyphen and ﬁne ligature ﬁ",
    "e\u0301 composed",
]


def words_agree(original):
    text = classifier_text(original)
    places = align(text, original)
    if places is None:
        assert text == original
        return
    assert len(places) == len(text)
    assert all(a <= b for a, b in pairwise(places))
    assert all(0 <= place < max(len(original), 1) for place in places)


def test_known_changes():
    for sample in SAMPLES:
        words_agree(sample)
    text, original = classifier_text(SAMPLES[2]), SAMPLES[2]
    places = align(text, original)
    start = text.index("government")
    assert original[places[start] : places[start + 9] + 1] == "govern-\nment"


@given(st.text(alphabet="ab -\n>*_[](\u00adﬁé“", max_size=60))
def test_any_text(original):
    words_agree(original)
