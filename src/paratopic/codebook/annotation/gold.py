"""Write gold labels and the record of how each came about."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from paratopic.codebook.annotation.adjudicate import GoldLabel
from paratopic.files.atomic import atomic_text


def write_gold(
    path: str | Path, record: str | Path, gold: Sequence[GoldLabel], *, topics: Sequence[str]
) -> None:
    """Write `path` with a row for each paragraph (id, topics) and `record` with a row for each decision."""
    chosen: dict[str, list[str]] = {one.id: [] for one in gold}
    for one in gold:
        if one.value:
            chosen[one.id].append(one.topic)
    with atomic_text(record) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["id", "topic", "value", "how", "by", "against"])
        writer.writerows(
            [one.id, one.topic, int(one.value), one.how, ";".join(one.by), ";".join(one.against)]
            for one in gold
        )
    with atomic_text(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["id", "topics"])
        writer.writerows(
            [key, ";".join(topic for topic in topics if topic in names)] for key, names in chosen.items()
        )
