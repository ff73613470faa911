"""Read a classified corpus, as `paratopic classify` writes it, in batches of constant size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from paratopic.errors import InputError
from paratopic.estimate.batches import Batch, group_codes
from paratopic.files.names import split_names
from paratopic.files.tables import iter_rows
from paratopic.schema import DOCUMENT, ID, MODEL, PARAGRAPH, PROBABILITIES, TOPICS, paragraph_id

FLAT = "probability_"
ROWS = 65_536


@dataclass(frozen=True, slots=True)
class Classified:
    """A classified corpus in a JSONL, CSV or Parquet file, its topics, the columns that make groups, the model."""

    path: str
    topics: tuple[str, ...]
    by: tuple[str, ...]
    known: tuple[str, ...]
    model: str = ""

    def batches(self) -> Iterator[Batch]:
        """Yield all rows in order; raise InputError with the row at the first bad one."""
        if Path(self.path).suffix.lower() == ".parquet":
            from paratopic.estimate.parquet import parquet_batches

            yield from parquet_batches(self.path, self.topics, self.by)
            return
        rows: list[tuple[int, dict[str, Any]]] = []
        for numbered in iter_rows(self.path):
            rows.append(numbered)
            if len(rows) == ROWS:
                yield _batch(rows, self)
                rows = []
        if rows:
            yield _batch(rows, self)


def open_classified(path: str | Path, *, by: Sequence[str] = (), topics: Sequence[str] = ()) -> Classified:
    """Look at the first row for the topics and the `by` columns; raise InputError where they are missing."""
    first = next(iter(iter_rows(path)), None)
    if first is None:
        raise InputError("expected classified paragraphs, found an empty file.", path=path)
    number, row = first
    found = tuple(probabilities_of(row, path=path, line=number))
    missing = [topic for topic in topics if topic not in found]
    if missing:
        raise InputError(f"expected topics among {', '.join(found)}, found {missing[0]!r}.", path=path)
    for column in by:
        cell(row, column, path=path, line=number)
    return Classified(str(path), tuple(topics) or found, tuple(by), found, str(row.get(MODEL) or ""))


def probabilities_of(row: dict[str, Any], *, path: str | Path, line: int) -> dict[str, float]:
    """Return the probabilities of a row: an object, its JSON, or columns `probability_<topic>`."""
    raw = row.get(PROBABILITIES)
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raw = None
    if raw is None:
        raw = {key.removeprefix(FLAT): value for key, value in row.items() if key.startswith(FLAT)}
    if not isinstance(raw, dict) or not raw:
        raise InputError(
            "expected probabilities (an object, or columns probability_<topic>), found none; "
            "write the file with `paratopic classify`.",
            path=path,
            line=line,
        )
    return {str(topic): _probability(value, topic, path, line) for topic, value in raw.items()}


def cell(row: dict[str, Any], column: str, *, path: str | Path, line: int) -> Any:
    """Return a grouping value; `year` is taken from `date` where there is no such column."""
    if column in row:
        return row[column]
    if column == "year" and row.get("date"):
        return str(row["date"])[:4]
    raise InputError(f"expected a column {column!r}, found {', '.join(row)}.", path=path, line=line)


def identity(row: dict[str, Any], *, path: str | Path, line: int) -> tuple[str, str]:
    """Return a row's id and document; either may be derived from the other columns."""
    document, number = row.get(DOCUMENT), row.get(PARAGRAPH)
    name = row.get(ID)
    if name in (None, "") and document not in (None, "") and number not in (None, ""):
        name = paragraph_id(str(document), int(number or 0))
    if name in (None, ""):
        raise InputError("expected an id, or document and paragraph, found neither.", path=path, line=line)
    return str(name), str(document) if document not in (None, "") else str(name).rpartition("#")[0] or str(
        name
    )


def _batch(rows: list[tuple[int, dict[str, Any]]], source: Classified) -> Batch:
    path, k = source.path, len(source.topics)
    probabilities, decisions = np.zeros((len(rows), k)), np.zeros((len(rows), k))
    names: list[tuple[str, str]] = []
    for i, (line, row) in enumerate(rows):
        names.append(identity(row, path=path, line=line))
        found = probabilities_of(row, path=path, line=line)
        chosen = _topics_of(row, path, line)
        for j, topic in enumerate(source.topics):
            if topic not in found:
                raise InputError(f"expected a probability of {topic}, found none.", path=path, line=line)
            probabilities[i, j], decisions[i, j] = found[topic], topic in chosen
    columns = [[cell(row, column, path=path, line=line) for line, row in rows] for column in source.by]
    groups, codes = group_codes(columns, len(rows))
    ids, documents = (np.array(list(column), dtype=object) for column in zip(*names, strict=True))
    trained = np.array([row.get("split") == "train" for _, row in rows])
    return Batch(
        ids, documents, groups, codes, probabilities, decisions, trained, np.ones(len(rows), dtype=np.int64)
    )


def _topics_of(row: dict[str, Any], path: str, line: int) -> set[str]:
    raw = row.get(TOPICS)
    if isinstance(raw, str):
        try:
            raw = split_names(raw)
        except ValueError:
            raw = None
    if not isinstance(raw, list):
        raise InputError("expected topics (a list, or ';'-separated), found none.", path=path, line=line)
    return {str(topic) for topic in raw}


def _probability(value: Any, topic: str, path: str | Path, line: int) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not 0 <= number <= 1:
        raise InputError(
            f"expected a probability of {topic} from 0 to 1, found {value!r}.", path=path, line=line
        )
    return number
