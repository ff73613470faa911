"""Write classified rows as JSONL, CSV or Parquet."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from paratopic.errors import ConfigError
from paratopic.files.atomic import atomic_path, atomic_text
from paratopic.files.jsonl import dump_line
from paratopic.schema import PROBABILITIES, TOPICS

Rows = Iterable[dict[str, Any]]
FORMATS = ("table", "jsonl", "csv", "parquet")


def write_rows(path: str | Path, rows: Rows, *, form: str) -> int:
    """Write rows to a file that appears whole or not at all; return how many."""
    counter = itertools.count()
    counted = (row for row, _ in zip(rows, counter, strict=False))
    if form == "parquet":
        with atomic_path(path) as temporary:
            _write_parquet(temporary, counted)
    else:
        with atomic_text(path) as stream:
            stream_rows(stream, counted, form=form)
    return next(counter)


def stream_rows(stream: IO[str], rows: Rows, *, form: str) -> None:
    """Write rows to an open stream as they come; raises ConfigError for a form that can't be streamed."""
    if form == "jsonl":
        stream.writelines(dump_line(row) for row in rows)
    elif form == "csv":
        _write_csv(stream, rows)
    else:
        raise ConfigError(f"{form} needs a file; add -o FILE.{form}.")


def flat_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for tables: topics joined by ';', one probability column a topic."""
    found = {key: value for key, value in row.items() if key not in (TOPICS, PROBABILITIES)}
    found[TOPICS] = ";".join(row[TOPICS])
    found.update({f"probability_{topic}": value for topic, value in row[PROBABILITIES].items()})
    return found


def _write_csv(stream: IO[str], rows: Rows) -> None:
    writer = None
    for row in map(flat_row, rows):
        if writer is None:
            writer = csv.DictWriter(stream, list(row), extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _safe(value) for key, value in row.items()})


def _safe(value: Any) -> Any:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def _write_parquet(path: Path, rows: Rows) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    for block in _blocks(rows, 4096):
        table = pa.Table.from_pylist(block, schema=writer.schema if writer else None)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is None:
        pq.write_table(pa.table({}), path)
    else:
        writer.close()


def _blocks(rows: Rows, size: int) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(rows)
    while block := list(itertools.islice(iterator, size)):
        yield block
