"""Columns in the lines of one text: read one after the other, and nothing else is touched."""

from itertools import zip_longest
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.corpus_text import documents
from paratopic.corpus import classifier_text, load_options, read_document, read_text
from paratopic.corpus.splitting.side_by_side import in_reading_order

PAGE = 44  # rows


def set_in_columns(paragraphs, *, width=50, gap=4, head="", count=2):
    """Return pages of columns, a blank row between paragraphs, as `pdftotext -layout` writes them."""
    rows = [row for paragraph in paragraphs for row in ["", *wrap(paragraph, width, break_on_hyphens=False)]][
        1:
    ]
    columns = [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]
    pages = []
    for place in range(0, len(columns), count):
        rows = zip_longest(*columns[place : place + count], fillvalue="")
        page = ["".join(f"{part:{width + gap}}" for part in row).rstrip() for row in rows]
        pages.append("\n".join([f"{head:^{2 * width}}".rstrip(), "", *page] if head else page) + "\n")
    return "\f".join(pages)


@pytest.mark.parametrize(("count", "width"), [(2, 50), (3, 38)])
def test_columns_are_read_one_after_the_other(count, width, tmp_path):
    """Only a blank row at the end of a column does not show."""
    whole = total = 0
    for name, paragraphs in list(documents().items())[:12]:
        path = tmp_path / f"{name}.txt"
        path.write_text(set_in_columns(paragraphs, count=count, width=width), encoding="utf-8")
        document, found = read_document(path)
        expected = [" ".join(one.split()) for one in paragraphs]
        whole += sum(" ".join(one.text.split()) in expected for one in found)
        total += len(expected)
        assert all(document.text[one.start : one.end] == one.text for one in found)
    assert whole >= 0.9 * total


def test_a_head_across_the_page_stays_over_both_columns():
    paragraphs = next(iter(documents().values()))
    head = "Statement of the Ministers on the Straits and the Isles"
    rows = in_reading_order(set_in_columns(paragraphs, head=head)).split("\n")
    assert [row.strip() for row in rows[:3]] == [head, "", wrap(paragraphs[0], 50)[0]]


def test_rows_of_the_columns_may_stand_on_lines_of_their_own():
    left = wrap(
        "The convoy reached the valley in the night and unloaded flour for nine days before it went on. " * 5,
        48,
    )
    right = wrap(
        "The assets of the eleven shipping firms stay frozen until the vessels leave the listed ports. " * 5,
        48,
    )
    rows = [row for one, two in zip(left, right, strict=True) for row in (one, " " * 52 + two)]
    assert in_reading_order("\n".join(rows)).split("\n") == [*left, *right]


def test_tables_lists_and_indents_are_left_alone():
    table = "\n".join(f"Port {i:<30} {i * 7:>10}" for i in range(40))
    quoted = "\n".join(
        " " * 30 + row for row in wrap("the quay was closed to the ferry for the winter " * 20, 40)
    )
    terms = "\n".join(
        f"term {i:<6}      its meaning in this treaty and in what was agreed later" for i in range(30)
    )
    for text in (table, quoted, terms):
        assert in_reading_order(text) == text


@given(st.lists(st.text(alphabet="ab  \f\n", max_size=60), max_size=40))
def test_no_word_is_lost(rows):
    text = "\n".join(rows)
    assert sorted(in_reading_order(text).split()) == sorted(text.split())


@given(
    st.lists(st.text(alphabet="abc ", min_size=24, max_size=40), min_size=20, max_size=40), st.integers(2, 9)
)
def test_no_word_of_columns_is_lost(parts, gap):
    text = "\n".join(f"{one:<42}{' ' * gap}{two}" for one, two in zip(parts[::2], parts[1::2], strict=False))
    assert sorted(in_reading_order(text).split()) == sorted(text.split())


def test_reading_down_can_be_switched_off(tmp_path):
    text = set_in_columns(next(iter(documents().values())))
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    options = load_options()
    assert read_document(path, options=options)[0].text != text
    assert read_document(path, options=options.with_values(read_down=False))[0].text == text


def test_a_text_in_memory_is_not_rearranged():
    text = set_in_columns(next(iter(documents().values())))
    document, _ = read_text(text, name="d")
    assert document.text == text


def test_heads_of_left_and_right_pages_are_one_head_whichever_way_round():
    """The number of a document stands outside on both, set apart over the whole page."""
    paragraphs = next(iter(documents().values()))
    sides = [
        f"{'S/PV.9417':<45}The straits{'03/02/2031':>45}",
        f"{'03/02/2031':<45}The straits{'S/PV.9417':>45}",
    ]
    pages = set_in_columns(paragraphs * 2).split("\f")
    text = "\f".join(f"{sides[i % 2]}\n\n{page}\n\n{i + 1}/8" for i, page in enumerate(pages))
    kept = " ".join(classifier_text(one) for one in read_text(in_reading_order(text), name="d")[1])
    assert len(pages) > 1 and "S/PV" not in kept and "The straits" not in kept
