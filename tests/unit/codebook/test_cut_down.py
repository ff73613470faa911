"""A codebook cut down to some topics against the whole one."""

import pytest

from paratopic.codebook import Codebook
from paratopic.codebook.cut_down import cut_down
from paratopic.files.resources import conf_dir

BOOK = Codebook.load(conf_dir() / "codebook" / "security.yaml")
TEXTS = [
    "The embargo on arms was lifted.",
    "Convoys with food reached the displaced.",
    "Missiles deter an attack.",
]


def test_all_topics_are_the_codebook_itself():
    assert cut_down(BOOK, BOOK.topics) is BOOK


@pytest.mark.parametrize("topics", [("sanctions",), ("humanitarian", "deterrence")])
def test_the_rules_of_the_topics_that_are_left_vote_as_before(topics):
    found = cut_down(BOOK, topics)
    assert found.topics == topics and (found.name, found.version) == (BOOK.name, BOOK.version)
    columns = [BOOK.topics.index(topic) for topic in topics]
    assert (found.scores(TEXTS) == BOOK.scores(TEXTS)[:, columns]).all()
    assert Codebook.loads(found.source).topics == topics


def test_a_topic_that_it_does_not_have_gives_none():
    assert cut_down(BOOK, ("sanctions", "wheat")) is None
