import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.corpus_text import documents
from paratopic.corpus import load_options
from paratopic.corpus.duplicates.index import DuplicateIndex
from paratopic.corpus.duplicates.signatures import exact_keys, signatures, similarity
from paratopic.corpus.duplicates.squeeze import squeeze
from paratopic.schema import Paragraph

LONG = (
    "The Heads of State and Government met in Halvarsund on the sixtieth anniversary of the Treaty and reaffirmed "
    "that an armed attack on one of them is an attack on all, wherever along their coasts it may fall, and that this "
    "pledge would be honoured at once and with every means required."
)
NEAR = LONG.replace("Halvarsund", "the city of Halvarsund").replace("at once", "immediately")


def marks(*texts, **values):
    index = DuplicateIndex(load_options().with_values(**values))
    return [p.duplicate_of for p in index.mark([Paragraph("d", n, text) for n, text in enumerate(texts, 1)])]


def test_the_same_words_are_a_duplicate_of_the_first_whatever_the_spaces_and_quotes():
    assert marks("“We  agreed.”", "Another.", "We\nagreed") == [None, None, "d#1"]


def test_broken_lines_hyphens_and_spaced_letters_make_no_other_words():
    whole = "The Conseil de sécurité asked the parties to agree on a treaty."
    broken = "The Conseil de sécurité\nasked the par-\nties to  agree on\na T R E A T Y."
    assert marks(whole, broken) == [None, "d#1"]


def test_letters_of_other_scripts_are_compared():
    assert marks("Совет Безопасности", "Совет Европы", "совет безопасности.") == [None, None, "d#1"]
    assert marks("安全理事会通过决议", "大会通过决议") == [None, None]


def test_nearly_the_same_words_are_a_duplicate_unless_only_exact_ones_count():
    assert marks(LONG, NEAR) == [None, "d#1"]
    assert marks(LONG, NEAR, NEAR) == [None, "d#1", "d#1"]
    assert marks(LONG, NEAR, near_duplicate=1.0) == [None, None]


def test_another_paragraph_of_the_same_genre_is_none():
    other = (
        "The Heads of State and Government discussed food prices at length and asked their finance ministers for a "
        "report on grain reserves, harbours and ships, to be presented before the next summit in Brennhavn."
    )
    assert marks(LONG, other) == [None, None]


def test_no_two_paragraphs_of_the_shipped_corpus_are_taken_for_each_other():
    texts = [text for paragraphs in documents().values() for text in paragraphs]
    index = DuplicateIndex(load_options())
    found = [p for p in index.mark([Paragraph("d", n, t) for n, t in enumerate(texts)]) if p.duplicate_of]
    assert len(found) <= len(texts) - len({squeeze(text) for text in texts}) + 3


@given(st.text(max_size=80), st.text(max_size=80))
def test_equal_keys_mean_equal_words(one, other):
    keys = exact_keys([squeeze(one), squeeze(other)])
    assert (keys[0] == keys[1]) == (squeeze(one) == squeeze(other))


def test_the_estimate_is_near_the_similarity_of_the_windows():
    words = LONG.split()
    other = " ".join(words[: len(words) * 3 // 4])
    one, two = squeeze(LONG), squeeze(other)
    windows = [{text[i : i + 8] for i in range(len(text) - 7)} for text in (one, two)]
    jaccard = len(windows[0] & windows[1]) / len(windows[0] | windows[1])
    minima, _ = signatures([one, two])
    assert abs(similarity(*minima) - jaccard) < 0.3
    assert (minima[0] == signatures([one])[0][0]).all()


@pytest.mark.parametrize("in_memory", [0, 1 << 20])
def test_a_later_process_knows_what_an_earlier_one_read(in_memory):
    connection = sqlite3.connect("")
    for _ in range(2):  # of the second process nothing is new
        index = DuplicateIndex(load_options(), connection)
        index.keys.in_memory = in_memory
        found = list(index.mark([Paragraph("a", 1, LONG), Paragraph("a", 2, "We agreed.")]))
    assert [p.duplicate_of for p in found] == ["a#1", "a#2"]
    index = DuplicateIndex(load_options(), connection)
    found = list(index.mark([Paragraph("b", 1, "New."), Paragraph("b", 2, NEAR), Paragraph("b", 3, "New")]))
    assert [p.duplicate_of for p in found] == [None, "a#1", "b#1"]


@pytest.mark.parametrize("size", [1, 2, 7])
def test_batches_do_not_matter(size, monkeypatch):
    texts = [text for paragraphs in documents().values() for text in paragraphs][:40]
    paragraphs = [
        Paragraph("d", n, text) for n, text in enumerate([*texts, LONG, *texts[::3], NEAR, "x", "X"])
    ]
    expected = [p.duplicate_of for p in DuplicateIndex(load_options()).mark(paragraphs)]
    monkeypatch.setattr("paratopic.corpus.duplicates.index._BATCH", size)
    found = [p.duplicate_of for p in DuplicateIndex(load_options()).mark(paragraphs)]
    assert found == expected and sum(name is not None for name in found) == len(texts[::3]) + 2
