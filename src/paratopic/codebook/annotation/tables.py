"""Annotations as CSV: the long table, and the short one with a coder's topics in a cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import COLUMNS, from_cells, to_cells
from paratopic.codebook.annotation.paragraphs import split_topics
from paratopic.files.atomic import atomic_text
from paratopic.files.tables import iter_csv
from paratopic.schema import Annotation


def write_csv(path: str | Path, annotations: Sequence[Annotation], texts: dict[str, str]) -> None:
    """Write the long table: a row for each paragraph, coder and topic."""
    with atomic_text(path) as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(to_cells(one) for one in annotations)


def read_csv(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a long table, or of a short one (id, coder, topics, note)."""
    for line, row in iter_csv(path):
        if "topics" in row and "topic" not in row and "coder" in row and "id" in row:
            chosen = split_topics(row["topics"], topics, path=path, line=line)
            note = row.get("note", "")
            for topic in topics:
                one = Annotation(row["id"], row["coder"], topic, topic in chosen, note == "unsure", note=note)
                yield line, one
        else:
            yield line, from_cells(row, path=path, line=line)
