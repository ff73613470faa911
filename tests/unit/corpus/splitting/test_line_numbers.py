"""Numbers of lines in the margin of transcripts, and lists that only look like them."""

from textwrap import wrap

import pytest

from generators.corpus_text import documents
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_raw
from paratopic.corpus.splitting.line_numbers import without_line_numbers

TURNS = [
    f"{'MS. VANE' if n % 2 else 'MR. BRENN'}: {' '.join(text.split())}"
    for n, text in enumerate(list(documents().values())[2][:12])
]


def numbered(rows=25, gap=4):
    lines = [
        line for turn in TURNS for line in wrap(turn, 62, initial_indent=" " * 8, break_on_hyphens=False)
    ]
    pages = [lines[i : i + rows] for i in range(0, len(lines), rows)]
    return "".join(
        f"{'':60}{page}\n\n" + "".join(f"{n:2}{'':{gap}}{line}\n" for n, line in enumerate(found, 1)) + "\n"
        for page, found in enumerate(pages, 12)
    )


def read(text):
    document, found = read_raw(text.encode(), kind="text", name="t", source="t", options=load_options())
    assert len(document.text) == len(text)
    assert all(document.text[p.start : p.end] == p.text for p in found)
    return [classifier_text(p) for p in found]


@pytest.mark.parametrize("rows", [25, 28])
def test_turns_are_read_without_the_numbers_of_their_lines(rows):
    assert read(numbered(rows)) == TURNS


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n}  The convoy number {n} left the port.\n" for n in range(1, 40)),
        "".join(f"{n}  Ship {n} of the line\n" for n in range(1, 40)),
        "12 ships left\nand 13 came.\n" * 20,
        "\n\n".join(next(iter(documents().values()))),
    ],
    ids=["sentences", "names", "numbers in lines", "a plain text"],
)
def test_lists_and_plain_texts_keep_their_numbers(text):
    assert without_line_numbers(text) is text
