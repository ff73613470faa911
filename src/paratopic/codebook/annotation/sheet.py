"""Coding sheets: a workbook or CSV for one coder, and what the coder answered."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.excel import set_text, text_rows
from paratopic.codebook.annotation.fields import parse_inclusion, parse_value
from paratopic.codebook.core import Codebook
from paratopic.codebook.guideline import guideline
from paratopic.errors import AnnotationError
from paratopic.files.atomic import atomic_path, atomic_text
from paratopic.files.tables import iter_csv
from paratopic.schema import Annotation

SHEET = "coding"
_BEFORE = ("id", "document", "before", "paragraph", "after")
_AFTER = ("unsure", "note", "coder", "codebook", "sampling", "inclusion")
_HIDDEN = ("coder", "codebook", "sampling", "inclusion")
_WIDTHS = {"id": 20, "document": 20, "before": 40, "paragraph": 80, "after": 40, "note": 40}


def write_sheet(
    path: str | Path,
    codebook: Codebook,
    rows: Sequence[Mapping[str, Any]],
    neighbours: Mapping[str, tuple[str, str]],
    *,
    coder: str,
) -> None:
    """Write the sheet of one coder: Excel with drop-downs and locked ids, or CSV by the suffix."""
    header = [*_BEFORE, *codebook.topics, *_AFTER]
    lines = [_line(row, neighbours, codebook, coder) for row in rows]
    if Path(path).suffix.lower() == ".csv":
        with atomic_text(path) as stream:
            writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
    else:
        _write_workbook(path, codebook, header, lines)


def _line(
    row: Mapping[str, Any], neighbours: Mapping[str, tuple[str, str]], codebook: Codebook, coder: str
) -> dict[str, str]:
    before, after = neighbours.get(str(row["id"]), ("", ""))
    return {
        "id": str(row["id"]),
        "document": str(row["document"]),
        "before": before,
        "paragraph": str(row["text"]),
        "after": after,
        "coder": coder,
        "codebook": codebook.version,
        "sampling": str(row.get("sampling") or ""),
        "inclusion": repr(float(row["inclusion"])) if row.get("inclusion") else "",
    }


def _write_workbook(
    path: str | Path, codebook: Codebook, header: list[str], lines: list[dict[str, str]]
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(header)
    for number, line in enumerate(lines, 2):
        for column, name in enumerate(header, 1):
            if line.get(name):
                set_text(sheet.cell(number, column), line[name])
    _lay_out(sheet, header, codebook.topics, len(lines) + 1)
    _add_guideline(book.create_sheet("codebook"), codebook)
    with atomic_path(path) as temporary:
        book.save(temporary)


def _lay_out(sheet: Any, header: list[str], topics: Sequence[str], last: int) -> None:
    """Wrap the texts, hide what coders don't need, and unlock only the cells that they fill in."""
    from openpyxl.styles import Alignment, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1='"yes,no"', allow_blank=True, showErrorMessage=True)
    choice.error = "Choose yes or no."
    sheet.add_data_validation(choice)
    for number, name in enumerate(header, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        sheet.column_dimensions[letter].hidden = name in _HIDDEN
        if name in topics or name == "unsure":
            choice.add(f"{letter}2:{letter}{max(last, 2)}")
        for row in range(2, last + 1):
            cell = sheet.cell(row, number)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=name not in {*topics, "unsure", "note"})
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True


def _add_guideline(sheet: Any, codebook: Codebook) -> None:
    from openpyxl.styles import Alignment

    sheet.column_dimensions["A"].width = 120
    for number, line in enumerate(guideline(codebook).splitlines(), 1):
        if line:
            set_text(sheet.cell(number, 1), line)
            sheet.cell(number, 1).alignment = Alignment(wrap_text=True)
    sheet.protection.sheet = True


def read_sheet(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the answers of a coding sheet; an empty cell is not answered."""
    for line, row in _rows(path):
        missing = [name for name in ("id", "coder", *topics) if name not in row]
        if missing:
            raise AnnotationError(f"expected the column '{missing[0]}', found none.", path=path, line=line)
        unsure = bool(parse_value(row.get("unsure", ""), path=path, line=line))
        inclusion = parse_inclusion(row.get("inclusion", ""), path=path, line=line)
        for topic in topics:
            yield (
                line,
                Annotation(
                    row["id"],
                    row["coder"],
                    topic,
                    parse_value(row[topic], path=path, line=line),
                    unsure=unsure,
                    codebook=row.get("codebook") or None,
                    sampling=row.get("sampling") or None,
                    inclusion=inclusion,
                    note=row.get("note", ""),
                ),
            )


def _rows(path: str | Path) -> Iterator[tuple[int, dict[str, str]]]:
    if Path(path).suffix.lower() == ".csv":
        yield from iter_csv(path)
        return
    yield from text_rows(path, SHEET)
