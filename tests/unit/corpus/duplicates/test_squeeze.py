from hypothesis import example, given
from hypothesis import strategies as st

from generators.corpus_text import documents
from paratopic.corpus import classifier_text
from paratopic.corpus.duplicates.squeeze import squeeze, squeezed
from paratopic.schema import Paragraph

# What is mended before texts are compared, and what might part or join words.
SIGNS = "aZé9ıİß½ªﬁé²_*<>[]()-–•▪“’.,\x00\x0b\x1f\u00a0\u2009\u00ad\u200b\ud800 \n\t"
MENDED = (
    "word",
    "S T A N D",
    "**bold**ly",
    "[link](to)",
    "<b>",
    "tre-\naty",
    "well-\nbeing",
    "end.²",
    "\n> ",
)
PIECES = st.sampled_from([*SIGNS, *MENDED, "  ", "- "])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def one_by_one(paragraphs):
    return [squeeze(classifier_text(paragraph)) for paragraph in paragraphs]


@given(st.lists(TEXTS, max_size=5))
@example(["", "", "A"])
@example(["T H E  T R E A T Y", "- T H E", "a", " a ", "é", " é"])
def test_many_in_one_go_are_each_as_it_is_alone(texts):
    paragraphs = [Paragraph("d", n, text) for n, text in enumerate(texts)]
    assert squeezed(paragraphs) == one_by_one(paragraphs)


def test_the_shipped_corpus_in_one_go_is_as_one_by_one():
    texts = [text for paragraphs in documents().values() for text in paragraphs]
    paragraphs = [Paragraph("d", n, text) for n, text in enumerate(texts)]
    assert squeezed(paragraphs) == one_by_one(paragraphs)


def test_page_furniture_is_no_word_of_a_paragraph():
    paragraph = Paragraph("d", 1, "States shall\n- 7 -\nagree.", omitted=((12, 19),))
    assert squeezed([paragraph]) == [b"statesshallagree"]
