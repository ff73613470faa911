"""The long table as an Excel workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import COLUMNS, from_cells, to_cells
from paratopic.files.atomic import atomic_path
from paratopic.files.excel import iter_excel
from paratopic.schema import Annotation

SHEET = "annotations"
# What XML can't hold or reads otherwise, half characters, and what would be taken for something escaped.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_excel(path: str | Path, annotations: Sequence[Annotation], texts: dict[str, str]) -> None:
    """Write the long table to a sheet; every cell is text, so that nothing is taken for a date or formula."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(list(COLUMNS))
    for number, one in enumerate(annotations, 2):
        for column, value in enumerate(to_cells(one).values(), 1):
            if value:
                set_text(sheet.cell(number, column), value)
    with atomic_path(path) as temporary:
        book.save(temporary)


def set_text(cell: Any, value: str) -> None:
    """Put text into a cell as text, even where it begins with `=`; other signs are escaped as in Excel."""
    safe = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    cell.value = "" if safe == "" else safe
    cell.data_type = "s"


def read_excel(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a long table in a workbook."""
    for line, row in text_rows(path, SHEET):
        yield line, from_cells(row, path=path, line=line)


def text_rows(path: str | Path, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row number, cells as text) under a sheet's first row."""
    for line, row in iter_excel(path, sheet=sheet):
        yield line, {name: str(value) for name, value in row.items()}
