"""Evidence: exact for n-grams, inside the text, joined and ranked; occlusion for the rest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classified import small_classifier
from paratopic.codebook import Vote
from paratopic.models.evidence.evidence import Explains, Span, strongest
from paratopic.models.evidence.mixture import explain_mixture
from paratopic.models.evidence.occlusion import explain_by_occlusion
from paratopic.models.evidence.rules import vote_evidence

WORDS = (
    "The",
    "Council",
    "froze",
    "assets",
    "of",
    "officials;",
    "«İzmir»",
    "naïve",
    "food-aid",
    "(convoys)",
    "Σίσυφος",
    "ß",
    "ﬁne",
    "½",
    "I",
    "a",
    "_x_",
    "2,000",
)
text = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(max_size=40)


@pytest.fixture(scope="module", params=[((1, 2), None), (None, (3, 5)), ((2, 3), (2, 4))])
def model(request):
    word, char = request.param
    return small_classifier(word=word, char=char).model


@settings(deadline=None)
@given(one=text)
def test_the_shares_of_all_words_add_up_to_the_score(model, one):
    assert isinstance(model, Explains)
    (found,) = model.explain([one], [[0, 1]])
    scores = model.scores([one])[0] - model.head.intercepts
    for topic, spans in found.items():
        assert sum(span.contribution for span in spans) == pytest.approx(scores[topic], abs=1e-4)
        assert all(0 <= span.start < span.end <= len(one) for span in spans)


def test_the_word_that_matters_comes_out_first():
    model = small_classifier().model
    sentence = "Yesterday they froze the ships."
    (found,) = model.explain([sentence], [[0]])
    top = max(found[0], key=lambda span: span.contribution)
    assert sentence[top.start : top.end] == "froze"


def test_strongest_joins_neighbours_and_keeps_the_order_of_the_text():
    line = "aa bb cc dd ee"
    spans = [Span(0, 2, 1.0), Span(3, 5, 2.0), Span(6, 8, -1.0), Span(9, 11, 0.5), Span(12, 14, 0.1)]
    assert strongest(spans, line, limit=5) == [Span(0, 5, 3.0), Span(9, 11, 0.5)]
    assert strongest(spans, line, limit=1) == [Span(0, 5, 3.0)]
    assert strongest([], line, limit=5) == []
    assert strongest([Span(0, 2, -1.0)], line, limit=5) == []


def test_rule_matches_are_not_joined():
    spans = [Span(0, 2, 1.0, "a.x"), Span(1, 4, 1.0, "a.y")]
    assert strongest(spans, "aa bb", limit=5) == spans


def test_occlusion_finds_the_word_a_model_looks_for():
    def scores(texts):
        return np.array([[one.count("bank") * 2.0, float(len(one.split()))] for one in texts])

    asked = ["a bank here", "none", "x " * 100]
    first, second, third = explain_by_occlusion(scores, asked, [[0], [], [1]], pieces=10)
    assert [s for s in first[0] if s.contribution > 0] == [Span(2, 6, 2.0)]
    assert second == {}
    assert [s.contribution for s in third[1]] == [10.0] * 10


def test_the_matches_of_a_rule_share_its_weight():
    votes = [Vote("a", "a.x", 1.0, 0, 2), Vote("a", "a.x", 1.0, 5, 7), Vote("b", "b.y", -0.5, 0, 2)]
    found = vote_evidence(votes, ("a", "b"), [0, 1])
    assert found == {0: [Span(0, 2, 0.5, "a.x"), Span(5, 7, 0.5, "a.x")], 1: [Span(0, 2, -0.5, "b.y")]}
    assert vote_evidence(votes, ("a", "b"), [0], weights={"a.x": 4.0})[0][0].contribution == 2.0


class Banks:
    """A part that can't explain itself: it counts banks."""

    def scores(self, texts):
        return np.array([[float(one.count("bank"))] for one in texts])


class Voter:
    """A part that answers with a rule's match and with words."""

    def scores(self, texts):
        return np.zeros((len(texts), 1))

    def explain(self, texts, topics):
        return [{0: [Span(0, 6, 1.0, "a.x"), Span(2, 6, 3.0)]} if asked else {} for asked in topics]


def test_a_mixture_adds_its_parts_word_by_word():
    parts = [(Banks(), np.array([2.0])), (Voter(), np.array([0.5]))]
    first, second = explain_mixture(parts, ["a bank pays", "a bank"], [[0], []])
    assert first == {
        0: [Span(0, 1, 0.0), Span(2, 6, 3.5), Span(7, 11, 0.0), Span(0, 6, 0.5, "a.x")],
    }
    assert second == {}
    assert explain_mixture(parts[:1], [" "], [[0]]) == [{0: []}]
