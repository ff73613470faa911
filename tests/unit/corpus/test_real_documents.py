"""Real documents, kept outside the repository: their paragraphs are found, their text is never shown here."""

import os
import re
from pathlib import Path

import pytest

from paratopic.corpus import read_document

SHARED = Path(os.environ.get("PARATOPIC_SHARED") or Path(__file__).resolve().parents[4] / "shared")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no folder of real documents (set PARATOPIC_SHARED)"),
]
MESSY = sorted((SHARED / "messy").glob("*_*.*")) if SHARED.is_dir() else []
CLEAN = sorted((SHARED / "real" / "documents").glob("*.txt")) if SHARED.is_dir() else []
# How many paragraphs a person counts, give or take what can be argued about.
COUNTS = {"anzus": 40, "au_fiji": 26, "g7": 21, "ocha": 29, "unsc": 79, "wfp": 31}


@pytest.mark.parametrize("path", [*MESSY, *CLEAN], ids=lambda path: path.stem)
def test_offsets_reproduce_the_text(path):
    document, paragraphs = read_document(path)
    assert paragraphs
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)
    assert read_document(path) == (document, paragraphs)


@pytest.mark.parametrize("path", MESSY, ids=lambda path: path.stem)
def test_messy_files_give_about_as_many_paragraphs_as_a_person_counts(path):
    expected = next(count for name, count in COUNTS.items() if path.name.startswith(name))
    assert abs(len(read_document(path)[1]) - expected) <= max(2, expected // 20)


def test_blocks_of_clean_documents_are_their_paragraphs():
    expected, found = 0, 0
    for path in CLEAN:
        blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        long = {" ".join(block.split()) for block in blocks if len(block.split()) > 14}
        got = {" ".join(p.text.split()) for p in read_document(path)[1]}
        expected, found = expected + len(long), found + len(long & got)
    assert found >= 0.99 * expected
