"""PDF files as a browser prints them: real fonts, hyphens, columns, running heads."""

import pytest

from generators.corpus_text import documents
from generators.printed_layouts import LAYOUTS
from generators.printed_pages import PRINTED, browser, print_pdf
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_raw

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(browser() is None, reason="no Chromium on the path"),
]


@pytest.mark.parametrize("form", ["letter, justified", "two columns", *LAYOUTS])
def test_boundaries_of_printed_pages(form, tmp_path):
    gold = [text for paragraphs in list(documents(60).values())[:3] for text in paragraphs]
    raw = print_pdf({**PRINTED, **LAYOUTS}[form](gold), tmp_path, heads=form in PRINTED)
    got = read_raw(raw, kind="pdf", name="p", source="p", options=load_options())[1]
    score = Score()
    score.add(gold, [classifier_text(p) for p in got if p.kind not in {"footnote", "dateline", "aside"}])
    assert (score.f1 >= 0.95, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


def test_what_the_browser_adds_to_a_single_page_is_left_out(tmp_path):
    gold = next(iter(documents(60).values()))[:2]
    page = "".join(f"<p>{text}</p>" for text in gold)
    raw = print_pdf(f"<html><head><title>Statement</title></head><body>{page}</body></html>", tmp_path)
    got = read_raw(raw, kind="pdf", name="p", source="p", options=load_options())[1]
    assert [classifier_text(one) for one in got] == gold
