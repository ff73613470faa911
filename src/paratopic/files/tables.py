"""Rows of JSON, CSV, Parquet and Excel files (also .gz, .zst), with the line in every complaint.

In constant memory, but for an array in a .json file, which is read whole, and the texts of a workbook.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.excel import iter_excel
from paratopic.files.header import different_names, other_length
from paratopic.files.json_array import iter_json
from paratopic.files.jsonl import iter_jsonl
from paratopic.files.lines import OnBad, iter_lines, refuse
from paratopic.files.opened import bare_suffix
from paratopic.files.parquet import open_parquet

EXCEL_SUFFIXES = (".xlsx", ".xlsm")
TABLE_SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", *EXCEL_SUFFIXES)
csv.field_size_limit(1 << 30)
_QUOTED = re.compile(r'"[^"]*"')


def iter_rows(path: str | Path, *, on_bad: OnBad = refuse) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line or row number, row) of a JSONL, JSON, CSV, Parquet or Excel file, chosen by its suffix.

    A row that can't be read goes to `on_bad`, which raises it unless told otherwise.
    """
    suffix = bare_suffix(path)
    if suffix in {".jsonl", ".ndjson"}:
        return iter_jsonl(path, on_bad=on_bad)
    if suffix == ".json":
        return iter_json(path, on_bad=on_bad)
    if suffix in {".csv", ".tsv"}:
        return iter_csv(path, on_bad=on_bad)
    if suffix == ".parquet":
        return iter_parquet(path)
    if suffix in EXCEL_SUFFIXES:
        return iter_excel(path, on_bad=on_bad)
    raise InputError(f"expected {', '.join(TABLE_SUFFIXES)}, found {suffix or 'no suffix'}.", path=path)


def iter_csv(path: str | Path, *, on_bad: OnBad = refuse) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, row); a row with more or fewer cells than the header goes to `on_bad`.

    Cells are parted by commas, or by tabs or semicolons (spreadsheets of half of Europe) where the header is.
    """
    lines = (line for _, line in iter_lines(path))
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), delimiter=_delimiter(first))
    header: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            if header is None:
                header = different_names(cells, path, 1)
            elif cells and len(cells) != len(header):
                on_bad(other_length(header, cells, path, start))
            elif cells:
                yield start, dict(zip(header, cells, strict=True))
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"expected CSV, found a broken row ({error}).", path=path, line=start) from None


def _delimiter(header: str) -> str:
    """Return what parts the names of a header, the cells in quotation marks left out."""
    bare = _QUOTED.sub("", header)
    return next((sign for sign in ",\t;" if sign in bare), ",")


def iter_parquet(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (row number from 1, row) batch by batch."""
    number = 0
    with open_parquet(path, memory_map=True, pre_buffer=False) as table:
        for batch in table.iter_batches(batch_size=4096):
            for row in batch.to_pylist():
                number += 1
                yield number, row
