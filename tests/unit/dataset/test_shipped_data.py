"""The shipped corpus is what its card says, byte for byte."""

import csv
import hashlib
import re

from support import DATA


def test_every_file_has_the_sha256_of_the_data_card():
    card = (DATA / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"\| `([^`]+)` \|[^|]*\| `([0-9a-f]{64})` \|", card))
    files = {path.name for path in DATA.iterdir() if path.name != "README.md"}
    assert set(listed) == files
    for name, expected in listed.items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == expected, name


def test_counts_of_the_data_card():
    card = (DATA / "README.md").read_text(encoding="utf-8")
    with (DATA / "gold.csv").open(encoding="utf-8", newline="") as stream:
        gold = list(csv.DictReader(stream))
    with (DATA / "documents.csv").open(encoding="utf-8", newline="") as stream:
        documents = list(csv.DictReader(stream))
    assert f"{len(documents)} documents" in card and f"{len(gold):,} paragraphs" in card
    for topic in ("deterrence", "sanctions", "humanitarian", "partnerships"):
        count = sum(topic in row["topics"].split(";") for row in gold)
        assert re.search(rf"\| {topic} \| {count} \|", card), topic
