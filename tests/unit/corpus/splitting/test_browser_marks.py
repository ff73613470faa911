"""What a browser prints around a page is left out of the text that was taken from it."""

from textwrap import fill

import pytest

from generators.corpus_text import documents
from paratopic.corpus import classifier_text, read_text
from paratopic.corpus.splitting.browser_marks import browser_marks

PARAGRAPHS = next(iter(documents().values()))[:6]


@pytest.mark.parametrize("end", ["\n", "\f"])
@pytest.mark.parametrize("apart", [False, True])
def test_heads_and_feet_of_a_printed_page_are_left_out_inside_sentences_too(end, apart):
    head, address = "11/27/26, 5:20 AM A statement", "https://example.org/a-statement?id=12"
    lines = "\n\n".join(fill(text, 70) for text in PARAGRAPHS).split("\n")
    pages = [lines[i : i + 21] for i in range(0, len(lines), 21)]
    feet = [
        f"{address}\n\n{n}/{len(pages)}" if apart and n > 1 else f"{address} {n}/{len(pages)}"
        for n in range(1, 9)
    ]
    text = end.join(
        "\n".join([head, "", *page, "", foot, ""]) for page, foot in zip(pages, feet, strict=False)
    )
    assert [classifier_text(p) for p in read_text(text, name="t")[1]] == PARAGRAPHS


def test_addresses_and_times_of_a_text_stay():
    text = "See https://example.org/a 1/3 of it.\nhttps://example.org/b\n11/27/26, 5:20 AM\nWe met.\n"
    assert browser_marks(text) == set()
