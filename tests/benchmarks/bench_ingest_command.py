"""The speed of `paratopic ingest` as a whole, start and end included: reading, comparing, writing, on one core.

pytest -s -o python_files='bench_*.py' tests/benchmarks/bench_ingest_command.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generators.corpus_text import documents, no_two_alike, wrap

TEXTS = [text for paragraphs in documents().values() for text in paragraphs]
BYTES = 99_000_000


def repeated(size):
    """The corpus over and over: every paragraph but the first of each is a duplicate."""
    whole = "\n\n".join(TEXTS)
    return [whole] * (size // len(whole.encode()))


def wrapped(size):
    return [wrap(text) for text in no_two_alike(size)]


def ingest_seconds(source, output):
    output.unlink(missing_ok=True)
    started = time.perf_counter()
    command = [sys.executable, "-m", "paratopic", "ingest", str(source), "-o", str(output), "--workers", "1"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return time.perf_counter() - started


@pytest.mark.parametrize(
    ("name", "make", "size"),
    [
        ("the corpus, repeated", repeated, BYTES),
        ("no two paragraphs alike", no_two_alike, BYTES),
        ("hard-wrapped at 72", wrapped, BYTES),
        ("hard-wrapped at 72", wrapped, 10_000_000),
    ],
)
def test_speed_of_one_text(tmp_path, name, make, size):
    source = tmp_path / "text.txt"
    source.write_text("\n\n".join(make(size)), encoding="utf-8")
    show(name, source.stat().st_size, min(ingest_seconds(source, tmp_path / "out.jsonl") for _ in range(3)))


def test_speed_of_ten_thousand_texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    made = no_two_alike(BYTES // 2)
    for number in range(10_000):
        text = "\n\n".join(made[number::10_000])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir())
    show("10,000 texts", size, min(ingest_seconds(folder, tmp_path / "out.jsonl") for _ in range(3)))


def show(name, size, seconds):
    print(f"\n{name:26}{size / 1e6:8.1f} MB{seconds:8.2f} s{size / 1e6 / seconds:8.1f} MB/s")
