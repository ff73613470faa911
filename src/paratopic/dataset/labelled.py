"""Read your own labelled texts: text and labels, and if there are any id, document, split, issuer, genre, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paratopic.corpus.readable import readable
from paratopic.dataset.examples import Examples, targets_of
from paratopic.dataset.label_columns import Columns
from paratopic.errors import AnnotationError, InputError
from paratopic.files.names import SEPARATOR
from paratopic.files.tables import iter_rows

PARTS = ("train", "validation", "test")
ABOUT = ("issuer", "genre", "date", "year")
_PLAIN = Columns()


@dataclass(frozen=True)
class LabelledText:
    """One labelled text and where it stands; `part` is its own word on the split, or None.

    `about` is what the row says of its document: issuer, genre, date, year.
    """

    id: str
    text: str
    labels: tuple[str, ...]
    document: str
    part: str | None
    path: str
    line: int
    about: Mapping[str, str] = field(default_factory=dict)


def read_labelled(path: str | Path, columns: Columns = _PLAIN) -> list[LabelledText]:
    """Read JSONL, JSON, CSV, Parquet or Excel; raise InputError or AnnotationError with file and line."""
    rows: list[LabelledText] = []
    cells: list[LabelledText] = []  # whose labels stand in one cell, not in a list
    seen: dict[str, int] = {}
    for line, row in iter_rows(path):
        one = _parse(row, columns, path=path, line=line, number=len(rows) + 1)
        if one.id in seen:
            raise InputError(
                f"id '{one.id}' stands already at line {seen[one.id]}; ids must be unique.",
                path=path,
                line=line,
            )
        seen[one.id] = line
        rows.append(one)
        cells += [one] if columns.in_one_cell(row) else []
    if not rows:
        raise InputError("expected labelled texts, found none.", path=path)
    _refuse_other_separators(cells)
    return rows


def _refuse_other_separators(rows: Sequence[LabelledText]) -> None:
    """Raise AnnotationError at a label like 'a, b' where a and b are labels too."""
    known = {label for row in rows for label in row.labels}
    for row in rows:
        for label in row.labels:
            parts = [part.strip() for part in re.split(r"[,|]", label)]
            if len(parts) > 1 and known.issuperset(parts):
                message = (
                    f"expected labels parted by '{SEPARATOR}', found '{label}', whose parts are labels too"
                )
                advice = f"write '{SEPARATOR.join(parts)}'"
                raise AnnotationError(f"{message}; {advice}.", path=row.path, line=row.line)


def topics_of(rows: Iterable[LabelledText]) -> tuple[str, ...]:
    """Return every topic in these rows, sorted by name."""
    return tuple(sorted({label for row in rows for label in row.labels}))


def documents_of(rows: Iterable[LabelledText]) -> dict[str, Mapping[str, str]]:
    """Return what the rows say of their documents, by document; of several rows the first word counts."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.about:
            found[row.document] = {**row.about, **found.get(row.document, {})}
    return dict(found)


def to_examples(rows: Sequence[LabelledText], topics: Sequence[str]) -> Examples:
    """Return rows as examples of `topics`, their texts as a classifier will read them.

    Raises AnnotationError at a label outside the topics.
    """
    known = set(topics)
    for row in rows:
        unknown = sorted(set(row.labels) - known)
        if unknown:
            raise AnnotationError(
                f"unknown topic '{unknown[0]}'; the topics here are {', '.join(topics)}.",
                path=row.path,
                line=row.line,
            )
    return Examples(
        ids=tuple(row.id for row in rows),
        texts=tuple(readable(row.text) for row in rows),
        documents=tuple(row.document for row in rows),
        targets=targets_of([row.labels for row in rows], topics),
        topics=tuple(topics),
    )


def _parse(
    row: Mapping[str, Any], columns: Columns, *, path: str | Path, line: int, number: int
) -> LabelledText:
    text, labels = columns.of(row, path=path, line=line)
    if not isinstance(text, str) or not text.strip():
        raise InputError("expected a text, found an empty one; remove the row.", path=path, line=line)
    key = str(row.get("id") or f"{Path(path).stem}#{number}")
    part = row.get("split") or None
    part = {"dev": "validation", "val": "validation", "valid": "validation"}.get(str(part), part)
    if part is not None and part not in PARTS:
        raise InputError(f"expected split {', '.join(PARTS)}, found '{part}'.", path=path, line=line)
    about = {name: str(row[name]) for name in ABOUT if row.get(name) not in (None, "")}
    return LabelledText(key, text, labels, str(row.get("document") or key), part, str(path), line, about)
