"""Read the paragraphs that are coded, and their gold topics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.fields import parse_inclusion
from paratopic.errors import AnnotationError, InputError
from paratopic.files.names import split_names
from paratopic.files.tables import iter_csv, iter_rows


def read_paragraphs(path: str | Path, *, drawn: bool = False) -> list[dict[str, Any]]:
    """Return the rows of a table with `text`; `id` and `document` are filled in where they lack.

    Raises InputError where a text is missing or an id occurs twice, and, of paragraphs that were `drawn`, where
    `inclusion` is no probability.
    """
    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for line, row in iter_rows(path):
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"expected `text`, found {_found(row)}.", path=path, line=line)
        key = str(row.get("id") or f"{Path(path).stem}#{len(rows) + 1}")
        if key in seen:
            raise InputError(f"id '{key}' stands already at line {seen[key]}.", path=path, line=line)
        if drawn:
            parse_inclusion(str(row.get("inclusion") or ""), path=path, line=line)
        seen[key] = line
        rows.append({**row, "id": key, "document": str(row.get("document") or key.rpartition("#")[0] or key)})
    if not rows:
        raise InputError("expected paragraphs, found none.", path=path)
    return rows


def read_topic_table(
    path: str | Path, *, topics: Sequence[str], known: set[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return {paragraph id: topics} of a CSV with `id` and `topics` (`a;b`).

    Raises AnnotationError with the row at a topic outside the codebook or an id that occurs twice; an id
    outside `known` is passed over, since gold labels often cover more than one file.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line, row in iter_csv(path):
        if "id" not in row or "topics" not in row:
            raise AnnotationError(
                f"expected the columns id and topics, found {', '.join(row)}.", path=path, line=line
            )
        names = split_topics(row["topics"], topics, path=path, line=line)
        if row["id"] in found:
            raise AnnotationError(f"paragraph '{row['id']}' occurs twice.", path=path, line=line)
        if known is None or row["id"] in known:
            found[row["id"]] = names
    return found


def split_topics(cell: str, topics: Sequence[str], *, path: str | Path, line: int) -> tuple[str, ...]:
    """Return the topics that a cell names, in its order; raise AnnotationError at one outside the codebook."""
    try:
        names = tuple(split_names(cell))
    except ValueError:
        raise AnnotationError(
            f"expected topics as a list of names or 'a;b', found {cell!r}.", path=path, line=line
        ) from None
    for name in names:
        if name not in topics:
            raise AnnotationError(
                f"unknown topic '{name}'; the codebook has {', '.join(topics)}.", path=path, line=line
            )
    return names


def _found(row: dict[str, Any]) -> str:
    return "an empty one" if "text" in row else f"the columns {', '.join(row)}"
