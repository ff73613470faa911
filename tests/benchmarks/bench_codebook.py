"""Paragraphs a second and core that the shipped codebook's rules read (bar: 5,000 with 200 rules)."""

import json
import time

from paratopic.codebook.locate import load_codebook
from paratopic.files.resources import data_dir


def test_rules_per_second() -> None:
    start = time.process_time()
    book = load_codebook("security")
    load = time.process_time() - start
    with (data_dir() / "paragraphs.jsonl").open(encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    print(f"\n{len(book.rules)} rules, loaded in {load:.3f} s; {len(texts)} paragraphs")
    for name in ("first time", "again", "again"):
        start = time.process_time()
        book.vote_matrix(texts)
        seconds = time.process_time() - start
        print(f"{name:>10}: {len(texts) / seconds:,.0f} paragraphs a second of one core")
