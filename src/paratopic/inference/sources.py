"""What is to be classified, as rows: paragraphs of documents, or rows of tables with a text column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from paratopic.corpus import classifier_text, find_documents, read_document, read_text
from paratopic.corpus.find import named_documents
from paratopic.errors import InputError
from paratopic.files.tables import TABLE_SUFFIXES, iter_rows
from paratopic.schema import Document, Paragraph

Item = tuple[str, dict[str, Any]]


def is_table(path: str | Path) -> bool:
    """Tell whether a path is read as a table of rows (JSONL, CSV, Parquet) rather than as a document."""
    return Path(path).suffix.lower() in TABLE_SUFFIXES


def table_items(path: str | Path, *, text_column: str) -> Iterator[Item]:
    """Yield (text, row) for every row; raises InputError with file and line where a row has no text."""
    if not Path(path).exists():
        raise InputError("expected a file or a folder, found nothing there; check the path.", path=path)
    number = 0
    for number, row in iter_rows(path):
        text = row.get(text_column)
        if text_column not in row:
            raise InputError(
                f"expected a column '{text_column}', found {', '.join(row) or 'none'}; "
                "name it with --text-column.",
                path=path,
                line=number,
            )
        if not isinstance(text, str):
            raise InputError(
                f"expected text in '{text_column}', found {type(text).__name__}.", path=path, line=number
            )
        yield classifier_text(text), row
    if not number:
        raise InputError("expected rows, found an empty file.", path=path)


def document_items(paths: Iterable[str | Path]) -> Iterator[Item]:
    """Yield (text, row) for every paragraph of documents and folders; raises InputError with the file."""
    for path in paths:
        for file, name in named_documents(path):
            yield from _items(*read_document(file, name=name))


def text_items(text: str, *, name: str) -> Iterator[Item]:
    """Yield (text, row) for every paragraph of a string."""
    yield from _items(*read_text(text, name=name))


def _items(document: Document, paragraphs: list[Paragraph]) -> Iterator[Item]:
    for one in paragraphs:
        row: dict[str, Any] = {
            "id": one.id,
            "document": document.id,
            "paragraph": one.paragraph,
            "start": one.start,
            "end": one.end,
        }
        if one.heading:
            row["heading"] = one.heading
        if one.page:
            row["page"] = one.page
        yield classifier_text(one), {**row, "text": one.text}


__all__ = ["Item", "document_items", "find_documents", "is_table", "table_items", "text_items"]
