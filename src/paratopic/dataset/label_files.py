"""Read gold labels and coders' codings from CSV, refusing unknown names and contradictions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from paratopic.codebook.annotation.paragraphs import split_topics
from paratopic.errors import AnnotationError
from paratopic.files.names import SEPARATOR
from paratopic.files.tables import iter_csv


def parse_topics(cell: str, *, topics: tuple[str, ...], path: str | Path, line: int) -> tuple[str, ...]:
    """Return the topics named in a cell, in codebook order; raise AnnotationError."""
    names = split_topics(cell, topics, path=path, line=line)
    return tuple(topic for topic in topics if topic in names)


def read_topic_sets(
    path: str | Path, *, topics: tuple[str, ...], known: set[str]
) -> dict[str, tuple[str, ...]]:
    """Return {paragraph id: topics} of a file with the columns id and topics; raise AnnotationError."""
    found: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for line, row in iter_csv(path):
        _require(row, ("id", "topics"), path, line)
        names = parse_topics(row["topics"], topics=topics, path=path, line=line)
        key = row["id"]
        if key not in known:
            raise AnnotationError(f"paragraph '{key}' is not in the corpus.", path=path, line=line)
        if key in found and found[key] != names:
            raise AnnotationError(
                f"paragraph '{key}' has contradictory gold labels: "
                f"'{SEPARATOR.join(found[key])}' at line {lines[key]}, '{SEPARATOR.join(names)}' here; "
                "keep one row.",
                path=path,
                line=line,
            )
        found[key], lines[key] = names, line
    if not found:
        raise AnnotationError("expected labelled paragraphs, found none.", path=path)
    return found


def read_codings(
    path: str | Path, *, topics: tuple[str, ...], known: set[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return {paragraph id: {coder: topics}} of a file with the columns id, coder and topics."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line, row in iter_csv(path):
        _require(row, ("id", "coder", "topics"), path, line)
        names = parse_topics(row["topics"], topics=topics, path=path, line=line)
        key, coder = row["id"], row["coder"]
        if key not in known:
            raise AnnotationError(f"paragraph '{key}' is not in the corpus.", path=path, line=line)
        if found[key].get(coder, names) != names:
            raise AnnotationError(
                f"coder '{coder}' gave two answers for paragraph '{key}'; keep one row.", path=path, line=line
            )
        found[key][coder] = names
    return dict(found)


def majority(codings: Mapping[str, tuple[str, ...]], *, topics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the topics that more than half of the coders gave."""
    counts = Counter(topic for names in codings.values() for topic in names)
    return tuple(topic for topic in topics if 2 * counts[topic] > len(codings))


def _require(row: Mapping[str, str], columns: tuple[str, ...], path: str | Path, line: int) -> None:
    for column in columns:
        if column not in row:
            raise AnnotationError(
                f"expected the columns {', '.join(columns)}, found {', '.join(row)}.", path=path, line=line
            )
