"""The long table as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import COLUMNS, from_cells, to_cells
from paratopic.errors import AnnotationError
from paratopic.files.atomic import atomic_path
from paratopic.schema import Annotation

SHEET = "annotations"


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
    """Put text into a cell as text, even where it begins with `=`; control characters are escaped."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils.escape import escape

    safe = escape(value) if ILLEGAL_CHARACTERS_RE.search(value) or "_x" in value else value
    cell.value = "" if safe == "" else safe
    cell.data_type = "s"


def read_excel(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a long table in a workbook."""
    book = open_workbook(path)
    if SHEET not in book.sheetnames:
        raise AnnotationError(
            f"expected a sheet `{SHEET}`, found {', '.join(book.sheetnames)}.",
            path=path,
        )
    for line, row in sheet_rows(book[SHEET]):
        yield line, from_cells(row, path=path, line=line)


def open_workbook(path: str | Path) -> Any:
    """Open a workbook; raise AnnotationError where it is none, or half of one."""
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise AnnotationError(f"expected an Excel workbook (.xlsx), found {error}.", path=path) from None


def sheet_rows(sheet: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row number, cells as text) under the sheet's first row."""
    from openpyxl.utils.escape import unescape

    header: list[str] | None = None
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        values = ["" if value is None else unescape(str(value)) for value in cells]
        if header is None:
            header = values
        elif any(values):
            yield number, dict(zip(header, values, strict=True))
