"""Import and export: one table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from paratopic.codebook.annotation.argilla import read_argilla, write_argilla
from paratopic.codebook.annotation.checks import Row, checked
from paratopic.codebook.annotation.doccano import read_doccano, write_doccano
from paratopic.codebook.annotation.excel import read_excel, write_excel
from paratopic.codebook.annotation.label_studio import read_label_studio, write_label_studio
from paratopic.codebook.annotation.sheet import SHEET, read_sheet
from paratopic.codebook.annotation.tables import read_csv, write_csv
from paratopic.errors import InputError
from paratopic.files.excel import sheet_names
from paratopic.files.tables import iter_csv
from paratopic.schema import Annotation


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read and written."""

    read: Callable[[str | Path, Sequence[str]], Iterable[Row]]
    write: Callable[[str | Path, Sequence[Annotation], dict[str, str]], None]


def _read_csv(path: str | Path, topics: Sequence[str]) -> Iterable[Row]:
    header = next((set(row) for _, row in iter_csv(path)), set())
    return read_sheet(path, topics) if "paragraph" in header else read_csv(path, topics)


def _read_excel(path: str | Path, topics: Sequence[str]) -> Iterable[Row]:
    return read_sheet(path, topics) if SHEET in sheet_names(path) else read_excel(path, topics)


FORMATS = {
    "csv": Format(_read_csv, write_csv),
    "excel": Format(_read_excel, write_excel),
    "label-studio": Format(read_label_studio, write_label_studio),
    "doccano": Format(read_doccano, write_doccano),
    "argilla": Format(read_argilla, write_argilla),
}
_SUFFIXES = {".csv": "csv", ".xlsx": "excel", ".jsonl": "doccano", ".json": "label-studio"}


def read_annotations(
    path: str | Path, *, topics: Sequence[str], known: set[str] | None = None, form: str | None = None
) -> list[Annotation]:
    """Read all annotations of a file or none; raise AnnotationError with the row of the first bad one."""
    rows = format_of(path, form).read(path, topics)
    return checked(rows, topics=topics, known=known, path=path)


def write_annotations(
    path: str | Path,
    annotations: Sequence[Annotation],
    *,
    texts: dict[str, str] | None = None,
    form: str | None = None,
) -> None:
    """Write annotations so that `read_annotations` gives them back."""
    format_of(path, form).write(path, annotations, texts or {})


def format_of(path: str | Path, form: str | None) -> Format:
    """Return the format that is named, or that the suffix stands for."""
    name = form or _SUFFIXES.get(Path(path).suffix.lower(), "")
    if name not in FORMATS:
        raise InputError(f"unknown format; add --format {', '.join(FORMATS)}.", path=path)
    return FORMATS[name]
