"""Paragraph boundaries, words and speed against what the libraries give out of the box.

pytest -s -o python_files='bench_*.py' tests/benchmarks/bench_ingest.py
"""

from __future__ import annotations

import io
import re
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generators.corpus_forms import FORMS as FURTHER
from generators.corpus_html import broken_lines, page
from generators.corpus_opendocument import opendocument_file
from generators.corpus_pages import PAGES
from generators.corpus_pdf import pdf_file
from generators.corpus_portals import PORTALS
from generators.corpus_sites import SITES
from generators.corpus_text import TEXT_FORMS, documents, no_two_alike
from generators.corpus_word import word_file
from generators.scoring import Score
from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_raw

CORPUS = documents()
NOT_GOLD = {"table", "footnote", "signature"}  # what the generators add to the paragraphs
BLANK = re.compile(r"\n\s*\n")


def ours(raw, kind):
    document, paragraphs = read_raw(raw, kind=kind, name="d", source="d", options=load_options())
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)
    return [classifier_text(p) for p in paragraphs if p.kind not in NOT_GOLD]


def blank_lines(raw):
    return BLANK.split(raw.decode())


def trafilatura_text(raw):
    import trafilatura

    return (trafilatura.extract(raw.decode(), include_comments=False) or "").split("\n")


def pdfium_text(raw):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(raw)
    text = "\n\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "\n")
    return BLANK.split(text)


def pypdf_text(raw):
    pypdf = pytest.importorskip("pypdf")
    return BLANK.split("\n\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages))


def docx_paragraphs(raw):
    import docx

    return [paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs]


FORMS = [
    *((name, "text", lambda p, form=form: form(p).encode(), {"split at blank lines": blank_lines})
      for name, form in TEXT_FORMS.items()),
    ("page with <main>", "html", lambda p: page(p).encode(), {"trafilatura text": trafilatura_text}),
    ("page of divs", "html", lambda p: page(p, semantic=False).encode(), {"trafilatura text": trafilatura_text}),
    ("page with <br><br>", "html", lambda p: broken_lines(p).encode(), {"trafilatura text": trafilatura_text}),
    ("Word, tracked", "word", word_file, {"python-docx paragraphs": docx_paragraphs}),
    ("OpenDocument", "opendocument", opendocument_file, {}),
    *(
        (f"PDF, {columns} col., {'indents' if indent else 'gaps'}", "pdf",
         lambda p, columns=columns, indent=indent: pdf_file(p, columns=columns, indent=indent),
         {"pdfium text, blank lines": pdfium_text, "pypdf text, blank lines": pypdf_text})
        for columns in (1, 2) for indent in (0.0, 14.0)
    ),
    *(
        (f"PDF, gaps of {gap:g} pt", "pdf", lambda p, gap=gap: pdf_file(p, gap=gap),
         {"pdfium text, blank lines": pdfium_text})
        for gap in (2.5, 0.0)
    ),
    ("PDF, notes", "pdf", lambda p: pdf_file(p, notes=True), {"pdfium text, blank lines": pdfium_text}),
]  # fmt: skip


def test_table_of_boundaries_words_and_speed():
    print(
        f"\n{'form':24}{'reader':26}{'boundary F1':>12}{'words kept':>12}{'words right':>12}{'exact':>8}{'MB/s':>8}"
    )
    for name, kind, make, others in FORMS:
        raws = {document: make(paragraphs) for document, paragraphs in CORPUS.items()}
        line(name, "paratopic", raws, lambda raw, kind=kind: ours(raw, kind))
        for reader, read in others.items():
            try:
                line("", reader, raws, read)
            except pytest.skip.Exception:
                print(f"{'':24}{reader:26}{'not installed':>12}")


def test_table_of_further_forms():
    """Every sixth document; the gold paragraphs are those that the form writes out."""
    few = dict(list(CORPUS.items())[::6])
    print(
        f"\n{'form':24}{'reader':26}{'boundary F1':>12}{'words kept':>12}{'words right':>12}{'exact':>8}{'MB/s':>8}"
    )
    for name, (prepare, make) in FURTHER.items():
        gold = {document: prepare(paragraphs) for document, paragraphs in few.items()}
        raws = {document: make(paragraphs).encode() for document, paragraphs in gold.items()}
        line(name, "paratopic", raws, lambda raw: ours(raw, "text"), gold)
        line("", "split at blank lines", raws, blank_lines, gold)
    for name, make in {**SITES, **PORTALS, **PAGES}.items():
        raws = {document: make(paragraphs).encode() for document, paragraphs in few.items()}
        line(name, "paratopic", raws, lambda raw: ours(raw, "html"))
        line("", "trafilatura text", raws, trafilatura_text)


def line(form, reader, raws, read, gold=CORPUS):
    started = time.process_time()
    found = {document: read(raw) for document, raw in raws.items()}
    seconds = time.process_time() - started
    score = Score()
    for document, paragraphs in found.items():
        score.add(gold[document], paragraphs)
    speed = sum(map(len, raws.values())) / 1e6 / max(seconds, 1e-9)
    print(
        f"{form:24}{reader:26}{score.f1:12.4f}{score.recall:12.4f}{score.precision:12.4f}"
        f"{score.exact / score.expected:8.3f}{speed:8.1f}"
    )


def test_speed_of_plain_text():
    options = load_options()
    print(f"\n{'form':24}{'MB':>8}{'MB/s of one core':>20}")
    for name in ("one line each", "hard-wrapped", "lines, no blanks", "paged extract"):
        raw = TEXT_FORMS[name](no_two_alike(15_000_000)).encode()
        best = min(clock(raw, options) for _ in range(3))
        print(f"{name:24}{len(raw) / 1e6:8.1f}{len(raw) / 1e6 / best:20.1f}")


def clock(raw, options):
    started = time.process_time()
    read_raw(raw, kind="text", name="d", source="d", options=options)
    return time.process_time() - started
