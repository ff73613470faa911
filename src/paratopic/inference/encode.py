"""Rows to the bytes of JSONL and CSV, window by window."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from paratopic.errors import ConfigError
from paratopic.files.jsonl import dump_line
from paratopic.schema import EVIDENCE, MODEL, PROBABILITIES, TOPICS, UNDECIDED

Rows = Iterable[dict[str, Any]]
Encode = Callable[[Rows], bytes]
FORMATS = ("table", "jsonl", "csv", "parquet", "html")
ADDED = (TOPICS, PROBABILITIES, MODEL, EVIDENCE)


def added(*, abstains: bool) -> tuple[str, ...]:
    """Return the columns of an answer; only a classifier that may abstain has one of what is undecided."""
    return (*ADDED, UNDECIDED) if abstains else ADDED


def encode_jsonl(rows: Rows) -> bytes:
    """Return one line of JSON a row."""
    return "".join(map(dump_line, rows)).encode("utf-8")


def encode_csv(rows: Rows, *, columns: Sequence[str]) -> bytes:
    """Return CSV without its header; a row with a further column raises ConfigError."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    known = set(columns)
    for row in rows:
        flat = flat_row(row)
        if extra := flat.keys() - known:
            raise ConfigError(
                f"the column '{min(extra)}' appears first after others were written; "
                "use --format jsonl, or name the columns with --columns."
            )
        writer.writerow([_cell(flat.get(name)) for name in columns])
    return stream.getvalue().encode("utf-8", "backslashreplace")


def csv_columns(
    columns: Sequence[str], topics: Sequence[str], *, evidence: bool, abstains: bool = False
) -> list[str]:
    """Return the header: the input's columns, then topics (and those undecided), model, a probability a topic."""
    found = [name for name in columns if name not in added(abstains=abstains)]
    found += [
        MODEL,
        TOPICS,
        *([UNDECIDED] if abstains else []),
        *(f"probability_{topic}" for topic in topics),
    ]
    return list(dict.fromkeys([*found, *([EVIDENCE] if evidence else [])]))


def csv_header(columns: Sequence[str]) -> bytes:
    """Return the header line."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([_cell(name) for name in columns])
    return stream.getvalue().encode("utf-8", "backslashreplace")


def flat_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for tables: topics joined by ';', one probability column a topic, evidence as JSON."""
    joined = {name: ";".join(row[name]) for name in (TOPICS, UNDECIDED) if isinstance(row.get(name), list)}
    found = {key: value for key, value in row.items() if key not in (*joined, PROBABILITIES)}
    found |= joined
    found.update({f"probability_{topic}": value for topic, value in row[PROBABILITIES].items()})
    return found


def _cell(value: Any) -> Any:
    """Return nested values as JSON, and put an apostrophe before what a spreadsheet would run as a formula."""
    if isinstance(value, dict | list):
        return dump_line(value).rstrip("\n")  # type: ignore[arg-type]
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
