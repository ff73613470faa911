"""Paragraphs as rows of a table: the columns of `paratopic ingest`."""

from __future__ import annotations

from typing import Any

from paratopic.schema import DOCUMENT, ID, PARAGRAPH, TEXT, Document, Paragraph

SHARED = ("source", "sha256", "title", "date", "language", "encoding", "reader")  # by all rows of a document
COLUMNS = (
    *(ID, DOCUMENT, PARAGRAPH, TEXT, "start", "end", "omitted", "heading", "page", "kind", "duplicate_of"),
    *SHARED,
)


def to_row(document: Document, paragraph: Paragraph) -> dict[str, Any]:
    """Return one paragraph's row; columns that a table brought along come last."""
    row: dict[str, Any] = {
        ID: paragraph.id,
        DOCUMENT: paragraph.document,
        PARAGRAPH: paragraph.paragraph,
        TEXT: paragraph.text,
        "start": paragraph.start,
        "end": paragraph.end,
        "omitted": [list(stretch) for stretch in paragraph.omitted],
        "heading": paragraph.heading,
        "page": paragraph.page,
        "kind": paragraph.kind,
        "duplicate_of": paragraph.duplicate_of,
        "source": document.source,
        "sha256": document.sha256,
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "encoding": document.encoding,
        "reader": document.reader,
    }
    return {**row, **paragraph.metadata}
