"""The lines of a document's rows are those that the general encoder writes, for any text."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus.columns import to_row
from paratopic.corpus.row_lines import row_lines
from paratopic.files.jsonl import dump_line
from paratopic.schema import Document, Paragraph

some_text = st.text(st.characters(), max_size=12)  # half characters (surrogates) too
maybe = st.none() | some_text
number = st.none() | st.integers(0, 10**9)
documents = st.builds(
    Document, some_text, some_text, source=some_text, title=maybe, date=maybe, language=maybe, encoding=maybe
)
paragraphs = st.builds(
    Paragraph,
    document=some_text,
    paragraph=st.integers(1, 10**6),
    text=some_text,
    start=number,
    end=number,
    heading=maybe,
    page=number,
    kind=some_text,
    duplicate_of=maybe,
    metadata=st.dictionaries(some_text | st.just("language"), st.integers() | some_text, max_size=2),
    omitted=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=1).map(tuple),
)


@given(documents, st.lists(paragraphs, max_size=4))
def test_lines_are_those_of_the_general_encoder(document, found):
    expected = "".join(dump_line(to_row(document, one)) for one in found).encode("utf-8")
    lines = b"".join(row_lines(document, found))
    if b"\\ud" in expected:  # half a character: what else is escaped may differ, not what it says
        lines, expected = (
            [json.loads(line) for line in each.split(b"\n")[:-1]] for each in (lines, expected)
        )
    assert lines == expected


def test_half_a_character_in_one_paragraph_leaves_the_others_as_they_are():
    whole = Paragraph(document="d", paragraph=1, text="Größe")
    found = [whole, replace(whole, paragraph=2, text="\ud800"), replace(whole, paragraph=3)]
    lines = b"".join(row_lines(Document("d", "", source="d.txt"), found)).decode("utf-8").splitlines()
    assert ["Größe" in lines[0], "\\ud800" in lines[1], "Größe" in lines[2]] == [True] * 3
