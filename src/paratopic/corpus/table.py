"""Tables of paragraphs (JSONL, JSON, CSV, Parquet, Excel) passed through: ids and other columns are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paratopic.corpus.load import document_id, shown
from paratopic.errors import InputError
from paratopic.files.tables import iter_rows
from paratopic.schema import DOCUMENT, ID, PARAGRAPH, TEXT, Paragraph

READER = "table/1"
_OWN = ("heading", "page", "kind", "start", "end", "duplicate_of")


def table_paragraphs(path: Path, *, text_column: str = TEXT, name: str | None = None) -> Iterator[Paragraph]:
    """Yield a table's rows as paragraphs, row by row.

    The text is in `text_column`; `document`, `paragraph` and `id` are used where the table has them, other
    columns go to `metadata`. Raises InputError with the row where a text is missing.
    """
    stem = name or document_id(path.stem)
    for count, (line, row) in enumerate(iter_rows(path), 1):
        text = row.get(text_column)
        if not isinstance(text, str):
            found = ", ".join(map(str, row)) if text_column not in row else repr(text)[:60]
            raise InputError(
                f"expected text in column '{text_column}', found {found}; name it with --text-column.",
                path=shown(path),
                line=line,
            )
        yield _paragraph(row, text, count, stem, text_column)


def _paragraph(row: dict[str, Any], text: str, count: int, stem: str, text_column: str) -> Paragraph:
    document, number = _place(row, count, stem)
    known = {name: row[name] for name in _OWN if row.get(name) not in {None, ""}}
    for name in ("page", "start", "end"):
        if name in known:
            known[name] = _whole(known[name])
    used = {text_column, DOCUMENT, PARAGRAPH, *_OWN}
    rest = {key: value for key, value in row.items() if key not in used}
    if rest.get(ID) == f"{document}#{number}":
        del rest[ID]
    return Paragraph(document, number, text, metadata=rest, **known)


def _place(row: dict[str, Any], count: int, stem: str) -> tuple[str, int]:
    """Return (document, number) from the row's own columns or from its id, else from the file and the row."""
    number = _whole(row.get(PARAGRAPH))
    if row.get(DOCUMENT) and number is not None:
        return str(row[DOCUMENT]), number
    document, mark, tail = str(row.get(ID) or "").rpartition("#")
    if mark and tail.isascii() and tail.isdigit():
        return document, int(tail)
    return stem, count


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
