"""Feet of two lines whose number stands at the end of the first, as councils print them."""

from textwrap import wrap

import pytest

from generators.corpus_text import documents
from paratopic.corpus import classifier_text, read_text
from paratopic.corpus.splitting.counting_heads import counting_heads

PARAGRAPHS = list(documents().values())[3][:14]


def paged(foot, rows=22, end="\n"):
    lines = []
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        first, *others = wrap(paragraph, 88)
        lines += [f"{number}.    {first}", *(f"      {line}" for line in others), ""]
    pages = [lines[i : i + rows] for i in range(0, len(lines), rows)]
    return "\n".join("\n".join([*page, "", "", *foot(n), end]) for n, page in enumerate(pages, 1))


def council(n):
    second = f"{'ANNEX' if n % 2 == 0 else '':41}RELEX.5{'EN':>54}"
    return [f"{'9249/31':84}KL/ff{n:>13}", second]


def left_and_right(n):
    title = "Report of the Panel of Experts on the Straits"
    return [f"{title:90}{n}" if n % 2 else f"{n}{title:>90}"]


@pytest.mark.parametrize("foot", [council, left_and_right])
@pytest.mark.parametrize("end", ["\n", "\f"])
def test_the_feet_are_left_out_and_sentences_go_on_over_them(foot, end):
    found = [classifier_text(p) for p in read_text(paged(foot, end=end), name="t")[1]]
    assert found == [f"{n}. {' '.join(text.split())}" for n, text in enumerate(PARAGRAPHS, 1)]


TWO_PAGES = [
    left_and_right,
    lambda n: [f"{'24‐10101':80}{n}/2"],
    lambda n: [council(n)[0], f"{'RELEX.5':>48}{'DE':>54}"],
]


@pytest.mark.parametrize("foot", TWO_PAGES)
@pytest.mark.parametrize("end", ["\n\n", "\f"])
def test_two_pages_are_enough_where_blank_lines_set_their_feet_apart(foot, end):
    found = [classifier_text(p) for p in read_text(paged(foot, rows=60, end=end), name="t")[1]]
    assert found == [f"{n}. {' '.join(text.split())}" for n, text in enumerate(PARAGRAPHS, 1)]


def test_two_lines_of_a_table_that_count_up_are_no_feet():
    rows = f"\n{'Total of the year':80}1\n{'of which in kind':80}1\n"
    between = "A paragraph of the text.\n" * 8
    assert counting_heads(f"{rows}{between}{rows.replace('1', '2')}{between}") == set()


def test_headings_with_numbers_and_rows_of_a_table_are_none():
    headings = "".join(f"\nArticle          {n}\n" + "Text of the article.\n" * 8 for n in range(1, 6))
    rows = "".join(f"\n{name:80}{n}" for n, name in enumerate(["Orland", "Vantara", "Lindø", "Brenn"], 1))
    assert counting_heads(headings) == counting_heads(rows + "\n") == set()
    assert counting_heads("".join(f"\n{'Total of the year':80}{n}\n" for n in (3, 9, 4, 7))) == set()
