"""Rows of paragraphs to JSONL or Parquet, streamed and atomic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from paratopic.corpus.columns import COLUMNS
from paratopic.errors import InputError
from paratopic.files.atomic import atomic_path
from paratopic.files.jsonl import write_jsonl

OUTPUT_SUFFIXES = (".jsonl", ".ndjson", ".parquet")
_BATCH = 4096
_HALF = re.compile("[\ud800-\udfff]")
_WHOLE = {"paragraph", "start", "end", "page"}


def check_output(path: Path) -> None:
    """Raise InputError for a file name whose ending names no format."""
    if path.suffix.lower() not in OUTPUT_SUFFIXES:
        raise InputError(
            f"expected an output that ends in {', '.join(OUTPUT_SUFFIXES)}, found '{path.suffix}'.", path=path
        )


def write_paragraphs(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows to a JSONL or Parquet file, by its ending; Parquet has further columns as JSON in `metadata`."""
    check_output(path)
    if path.suffix.lower() == ".parquet":
        _write_parquet(path, iter(rows))
    else:
        write_jsonl(path, rows)


def _write_parquet(path: Path, rows: Iterator[Mapping[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa)
    with atomic_path(path) as temporary, pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        while batch := [_flat(row) for row in islice(rows, _BATCH)]:
            try:
                table = pa.Table.from_pylist(batch, schema=schema)
            except UnicodeEncodeError:
                table = pa.Table.from_pylist([_without_halves(row) for row in batch], schema=schema)
            writer.write_table(table)


def _without_halves(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as Parquet can hold it: a sign of replacement for each half character, so that offsets stay."""
    return {
        name: _HALF.sub("\ufffd", value) if isinstance(value, str) else value for name, value in row.items()
    }


def _schema(pa: Any) -> Any:
    kinds = dict.fromkeys(COLUMNS, pa.string()) | dict.fromkeys(_WHOLE, pa.int64())
    kinds["omitted"] = pa.list_(pa.list_(pa.int64()))
    return pa.schema([*kinds.items(), ("metadata", pa.string())])


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in row.items() if key not in COLUMNS}
    metadata = json.dumps(rest, ensure_ascii=False, default=str) if rest else None
    return {name: row.get(name) for name in COLUMNS} | {"metadata": metadata}
