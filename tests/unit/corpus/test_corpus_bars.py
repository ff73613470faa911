"""The bars of ingestion on the shipped corpus, written out as real files are."""

import pytest

from generators.corpus_forms import FORMS
from generators.corpus_html import broken_lines, fragment, page
from generators.corpus_pages import PAGES
from generators.corpus_pdf import NOTES, pdf_file
from generators.corpus_portals import PORTALS
from generators.corpus_sites import SITES
from generators.corpus_text import (
    ENCODINGS,
    TEXT_FORMS,
    broken_in_print,
    documents,
    hard_wrapped,
    with_glued_notes,
)
from generators.corpus_word import DELETED, FIGURES, word_file
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options, read_text
from paratopic.corpus.read import read_raw

# Where blank lines and line lengths say nothing, a full last line hides a boundary: no reader can see those.
HARD = {
    "no blanks, at 60": 0.96,
    "wrapped, no blanks": 0.97,
    "double-spaced fax": 0.965,
}
CORPUS = documents(30)


SENTENCE = "The ministers agreed that the second brigade would stay in the valley until the spring."


def measure(kind, make, step=1):
    score = Score()
    for name, gold in list(CORPUS.items())[::step]:
        document, got = read_raw(make(gold), kind=kind, name=name, source=name, options=load_options())
        assert all(document.text[p.start : p.end] == p.text for p in got)
        score.add(gold, [classifier_text(p) for p in got if p.kind not in {"table", "footnote"}])
    return score


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_boundaries_of_text(form):
    score = measure("text", lambda paragraphs: TEXT_FORMS[form](paragraphs).encode())
    assert score.f1 >= HARD.get(form, 0.98)
    assert score.recall >= 0.995
    assert score.precision >= 0.98


@pytest.mark.parametrize("form", FORMS)
def test_boundaries_of_text_of_further_shapes(form):
    prepare, make = FORMS[form]
    score = Score()
    for name, paragraphs in list(CORPUS.items())[::3]:
        gold = prepare(paragraphs)
        got = read_text(make(gold), name=name)[1]
        score.add(gold, [classifier_text(p) for p in got if p.kind not in {"footnote", "signature"}])
    assert score.f1 >= HARD.get(form, 0.98)
    assert (score.recall >= 0.995, score.precision >= 0.98) == (True, True)


@pytest.mark.parametrize(
    "make",
    [
        lambda paragraphs: page(paragraphs).encode(),
        lambda paragraphs: page(paragraphs, semantic=False).encode(),
        lambda paragraphs: page(paragraphs, charset="windows-1252").encode("cp1252", "xmlcharrefreplace"),
        lambda paragraphs: page(paragraphs, charset=None).encode("utf-8"),
        lambda paragraphs: fragment(paragraphs).encode(),
        lambda paragraphs: broken_lines(paragraphs).encode(),
    ],
    ids=["main and article", "divs", "declared cp1252", "undeclared", "fragment", "br br"],
)
def test_boundaries_of_web_pages_without_their_navigation(make):
    score = measure("html", make)
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


@pytest.mark.parametrize("site", [*SITES, *PORTALS, *PAGES])
def test_boundaries_of_pages_in_the_manner_of_many_sites(site):
    make = {**SITES, **PORTALS, **PAGES}[site]
    score = measure("html", lambda paragraphs: make(paragraphs).encode(), step=6)
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


def test_boundaries_of_word_files_with_tables_and_tracked_changes():
    score = measure("word", word_file)
    assert (score.f1 >= 0.98, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("indent", [0.0, 14.0])
def test_boundaries_of_pdf_pages(columns, indent):
    score = measure("pdf", lambda paragraphs: pdf_file(paragraphs, columns=columns, indent=indent))
    assert (score.f1 >= 0.95, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


@pytest.mark.parametrize("gap", [2.5, 0.0], ids=["a small gap", "no gap"])
def test_boundaries_of_pdf_pages_with_little_between_the_paragraphs(gap):
    score = measure("pdf", lambda paragraphs: pdf_file(paragraphs, gap=gap))
    assert (score.f1 >= 0.95, score.recall >= 0.995, score.precision >= 0.98) == (True, True, True)


def test_marks_of_notes_in_pdf_pages_leave_the_words_as_they_are():
    score = measure("pdf", lambda paragraphs: pdf_file(paragraphs, notes=True))
    assert (score.f1 >= 0.95, score.recall >= 0.995, score.precision >= 0.995) == (True, True, True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_five_encodings_give_the_same_paragraphs(encoding):
    name, gold = next(iter(CORPUS.items()))
    text = hard_wrapped(gold).encode("cp1252", "replace").decode("cp1252")
    raw = text.encode(encoding)
    got = read_raw(raw, kind="text", name=name, source=name, options=load_options())[1]
    assert [p.text for p in got] == [p.text for p in read_text(text, name=name)[1]]


def test_word_keeps_tables_in_order_footnotes_last_and_no_deleted_word():
    raw = word_file(CORPUS[next(iter(CORPUS))][:4], footnotes=["See the report of the panel, paragraph 12."])
    document, got = read_raw(raw, kind="word", name="w", source="w", options=load_options())
    assert DELETED not in document.text
    assert [p.text for p in got if p.kind == "table"] == [" | ".join(row) for row in FIGURES]
    assert (got[-1].kind, got[-1].text) == ("footnote", "See the report of the panel, paragraph 12.")
    assert got[0].heading == "A statement of the Ministry / Section 1"
    assert document.title == "A statement of the Ministry"


def test_pdf_paragraphs_know_their_pages_and_hyphens_are_joined():
    paragraphs = ["The Council reaffirmed the international understanding of responsibilities. " * 6] * 14
    raw = pdf_file([p.strip() for p in paragraphs], columns=2)
    document, got = read_raw(raw, kind="pdf", name="p", source="p", options=load_options())
    assert {p.page for p in got} == {1, 2}
    assert "-" not in document.text
    assert "Alliance" not in document.text


def test_a_page_says_its_title_date_and_language():
    document, _ = read_raw(
        page(["One paragraph of text here."]).encode(),
        kind="html",
        name="h",
        source="h",
        options=load_options(),
    )
    assert (document.title, document.date, document.language) == ("A statement", "2031-02-03", "en")


def test_a_running_head_directly_behind_a_form_feed_is_found():
    pages = [
        f"Northern Straits Alliance\n{broken_in_print(gold)}Page {i} of 4" for i, gold in enumerate(few(4), 1)
    ]
    _, got = read_raw("\f".join(pages).encode(), kind="text", name="d", source="d", options=load_options())
    texts = [classifier_text(p) for p in got if p.kind == "text"]
    assert len(texts) > 20
    assert not [text for text in texts if "Northern Straits Alliance" in text or "Page " in text]


def test_double_spaced_lines_of_a_printed_page_are_measured_by_their_letters():
    def make(gold):
        return broken_in_print(gold).replace("\n", "\n\n").encode()

    score = measure("text", make)
    assert (score.f1 >= 0.97, score.recall >= 0.995) == (True, True)


def test_a_line_that_starts_with_a_date_is_no_note_though_a_name_ends_in_its_number():
    page = f"The G7 leaders met. They recalled the attacks of\n7 October and called for calm.\n{SENTENCE}"
    text = "\f".join(f"{page}\nPage {n} of 4\n\n" for n in range(1, 5))
    _, got = read_raw(text.encode(), kind="text", name="d", source="d", options=load_options())
    assert {p.kind for p in got} == {"text"}


def few(count):
    return list(CORPUS.values())[:count]


def test_notes_without_a_rule_over_them_are_footnotes():
    name, gold = next(iter(CORPUS.items()))
    _, got = read_raw(
        with_glued_notes(gold).encode(), kind="text", name=name, source=name, options=load_options()
    )
    notes = [p.text for p in got if p.kind == "footnote"]
    assert notes == [f"{n}{NOTES[n % len(NOTES)]}" for n in range(1, len(notes) + 1)]
    assert len(notes) == -(-len(gold) // 5)
