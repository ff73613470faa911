"""A document's rows as lines of JSON; what they share is encoded once, for encoding took a third of ingesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from json.encoder import encode_basestring as quote  # not ASCII only, and in C where it can be

from paratopic.corpus.columns import SHARED, to_row
from paratopic.files.jsonl import dump_line
from paratopic.schema import Document, Paragraph

_TOGETHER = 1000  # lines that are encoded at once: of all of them there would be three copies


def row_lines(document: Document, paragraphs: Sequence[Paragraph]) -> bytes:
    """Return `dump_line(to_row(document, paragraph))` of each, as UTF-8."""
    if not paragraphs:
        return b""
    row = to_row(document, replace(paragraphs[0], metadata={}))
    shared = dump_line({name: row[name] for name in SHARED}).removeprefix("{")
    try:
        parts = (paragraphs[start : start + _TOGETHER] for start in range(0, len(paragraphs), _TOGETHER))
        return b"".join(["".join([_line(document, one, shared) for one in part]).encode() for part in parts])
    except UnicodeEncodeError:  # half a character somewhere: it stays escaped
        return "".join(dump_line(to_row(document, one)) for one in paragraphs).encode("utf-8")


def _line(document: Document, one: Paragraph, shared: str) -> str:
    if one.metadata or one.omitted:
        return dump_line(to_row(document, one))
    return (
        f'{{"id": {quote(one.id)}, "document": {quote(one.document)}, "paragraph": {one.paragraph}, '
        f'"text": {quote(one.text)}, "start": {_number(one.start)}, "end": {_number(one.end)}, "omitted": [], '
        f'"heading": {_string(one.heading)}, "page": {_number(one.page)}, "kind": {quote(one.kind)}, '
        f'"duplicate_of": {_string(one.duplicate_of)}, {shared}'
    )


def _number(value: int | None) -> int | str:
    return "null" if value is None else value


def _string(value: str | None) -> str:
    return "null" if value is None else quote(value)
