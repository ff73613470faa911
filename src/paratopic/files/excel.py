"""Rows of a sheet of an Excel workbook: columns are named in its first row, cells keep their type."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from paratopic.errors import InputError, first_line
from paratopic.files.header import different_names, other_length
from paratopic.files.lines import LONGEST, OnBad, refuse
from paratopic.files.opened import open_bytes
from paratopic.files.strict_office import with_usual_names

LARGEST = 4 * LONGEST  # unpacked: shared texts are read whole


def sheet_names(path: str | Path) -> list[str]:
    """Return the names of a workbook's sheets; raises InputError for anything but a workbook."""
    with _opened(path) as book:
        return list(book.sheetnames)


def iter_excel(
    path: str | Path, *, sheet: str | None = None, on_bad: OnBad = refuse
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (row number, row) of a sheet, the first by default; blank rows are passed over, blank cells are "".

    Dates become ISO text, formulas the value that was stored. A row with more cells than the header goes to
    `on_bad`. Raises InputError for anything but a workbook, for one of more than `LARGEST` bytes unpacked, and for one
    without the sheet.
    """
    with _opened(path) as book:
        names: list[str] | None = None
        for number, cells in enumerate(_sheet(book, sheet, path).iter_rows(values_only=True), 1):
            values = [_value(cell) for cell in cells]
            while values and values[-1] == "":
                values.pop()
            if names is None:
                names = _names(values, path, number) if values else None
            elif len(values) > len(names):
                on_bad(other_length(names, values, path, number))
            elif values:
                yield number, dict(zip(names, values + [""] * (len(names) - len(values)), strict=True))


def _sheet(book: Any, name: str | None, path: str | Path) -> Any:
    if name is not None and name not in book.sheetnames:
        raise InputError(f"expected a sheet `{name}`, found {', '.join(book.sheetnames)}.", path=path)
    sheet = book.worksheets[0] if name is None else book[name]
    sheet.reset_dimensions()  # some programs write a smaller size than the sheet has
    return sheet


@contextmanager
def _opened(path: str | Path) -> Iterator[Any]:
    from openpyxl import load_workbook

    with open_bytes(path) as stream, _damage_told(path):
        with zipfile.ZipFile(stream) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST:
            raise InputError(
                f"expected a workbook of at most {LARGEST >> 20} MB unpacked, found {size >> 20} MB; "
                "save it as .csv.",
                path=path,
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and checks that no reader of texts needs
            book = load_workbook(with_usual_names(stream), read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


@contextmanager
def _damage_told(path: str | Path) -> Iterator[None]:
    """Turn whatever a library makes of a damaged part, which may be any, into one sentence."""
    try:
        yield
    except (InputError, OSError):
        raise
    except Exception as error:
        raise InputError(
            f"expected an Excel workbook (.xlsx), found {first_line(error, most=120)}.", path=path
        ) from None


def _names(cells: list[Any], path: str | Path, line: int) -> list[str]:
    names = [str(cell).strip() for cell in cells]
    if "" in names:
        raise InputError(
            f"expected a name for each column, found none for column {names.index('') + 1}.",
            path=path,
            line=line,
        )
    return different_names(names, path, line)


def _value(cell: Any) -> Any:
    from openpyxl.utils.escape import unescape

    if cell is None:
        return ""
    if isinstance(cell, datetime.date | datetime.time):
        midnight = isinstance(cell, datetime.datetime) and cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat()  # type: ignore[union-attr]
    if isinstance(cell, datetime.timedelta):
        return str(cell)
    return unescape(cell) if isinstance(cell, str) else cell
