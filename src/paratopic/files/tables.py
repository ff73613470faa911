"""Rows of JSONL, CSV and Parquet files, with the line in every complaint."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.jsonl import iter_jsonl

TABLE_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".parquet")
csv.field_size_limit(1 << 30)


def iter_rows(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line or row number, row) of a JSONL, CSV or Parquet file, chosen by its suffix."""
    suffix = Path(path).suffix.lower()
    if suffix in {".jsonl", ".ndjson"}:
        return iter_jsonl(path)
    if suffix == ".csv":
        return iter_csv(path)
    if suffix == ".parquet":
        return iter_parquet(path)
    raise InputError(f"expected {', '.join(TABLE_SUFFIXES)}, found {suffix or 'no suffix'}.", path=path)


def iter_csv(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, row); a row with more or fewer cells than the header is an error."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror}).", path=path) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"expected UTF-8, found byte 0x{raw[error.start]:02x}; convert the file to UTF-8 first.",
            path=path,
            line=line,
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    yield from _csv_rows(reader, path)


def _csv_rows(reader: Any, path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    header: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            if header is None:
                header = cells
            elif cells:
                if len(cells) != len(header):
                    raise InputError(
                        f"expected {len(header)} cells as in the header, found {len(cells)}.",
                        path=path,
                        line=start,
                    )
                yield start, dict(zip(header, cells, strict=True))
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"expected CSV, found a broken row ({error}).", path=path, line=start) from None


def iter_parquet(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (row number from 1, row) batch by batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        number = 0
        with pq.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=4096):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"expected a Parquet file, found {error}.", path=path) from error
