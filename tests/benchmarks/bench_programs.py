"""Paragraph boundaries in files that other programs make of the shipped corpus; what is not installed is left out.

Prints its table: pytest tests/benchmarks/bench_programs.py -s -o python_files='bench_*.py'
"""

import pytest

from generators.corpus_text import documents
from generators.printed_layouts import LAYOUTS
from generators.printed_pages import browser, print_pdf
from generators.programs import PROGRAMS, missing
from generators.scoring import Score
from paratopic.corpus import classifier_text, read_document

_NO_TEXT = {"dateline", "footnote", "aside"}
_ALL = list(documents(60).values())
SETS = [[text for paragraphs in _ALL[start : start + 2] for text in paragraphs] for start in (2, 9, 20)]


def test_table_of_programs(tmp_path):
    print(f"\n{'form':28}{'boundary F1':>12}{'words kept':>12}{'words right':>12}{'exact':>8}")
    for name, (programs, make) in PROGRAMS.items():
        if lacking := missing(programs):
            print(f"{name:28}{'not installed: ' + ', '.join(lacking):>40}")
        else:
            line(name, make, tmp_path)


@pytest.mark.skipif(browser() is None, reason="no Chromium on the path")
def test_table_of_layouts(tmp_path):
    print(f"\n{'printed by Chromium':28}{'boundary F1':>12}{'words kept':>12}{'words right':>12}{'exact':>8}")
    for name, form in LAYOUTS.items():
        line(name, lambda paragraphs, folder, form=form: printed(form(paragraphs), folder), tmp_path)


def printed(html, folder):
    (folder / "a.pdf").write_bytes(print_pdf(html, folder, heads=False))
    return folder / "a.pdf"


def line(name, make, tmp_path):
    score = Score()
    for number, paragraphs in enumerate(SETS):
        folder = tmp_path / f"{name}-{number}"
        folder.mkdir()
        found = read_document(make(paragraphs, folder))[1]
        score.add(paragraphs, [classifier_text(p) for p in found if p.kind not in _NO_TEXT])
    print(
        f"{name:28}{score.f1:12.4f}{score.recall:12.4f}{score.precision:12.4f}{score.exact / score.expected:8.3f}",
        flush=True,
    )
