"""A document's rows as lines of JSON; what they share is encoded once, for encoding took a third of ingesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quote  # not ASCII only, and in C where it can be

from paratopic.corpus.columns import SHARED, to_row
from paratopic.files.jsonl import dump_line
from paratopic.schema import Document, Paragraph

_TOGETHER = 1000  # lines: all of a large text would take more memory than it


def row_lines(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[bytes]:
    """Yield `dump_line(to_row(document, paragraph))` of each as UTF-8, many lines at a time."""
    shared = dump_line({name: getattr(document, name) for name in SHARED}).removeprefix("{")
    for start in range(0, len(paragraphs), _TOGETHER):
        part = paragraphs[start : start + _TOGETHER]
        try:
            yield "".join([_line(document, one, shared) for one in part]).encode()
        except UnicodeEncodeError:  # half a character somewhere: it stays escaped
            yield "".join([dump_line(to_row(document, one)) for one in part]).encode()


def _line(document: Document, one: Paragraph, shared: str) -> str:
    if one.metadata or one.omitted:
        return dump_line(to_row(document, one))
    name = _quote_again(one.document)  # the id begins with it, as `paragraph_id` has it
    return (
        f'{{"id": {name[:-1]}#{one.paragraph}", "document": {name}, "paragraph": {one.paragraph}, '
        f'"text": {quote(one.text)}, "start": {_number(one.start)}, "end": {_number(one.end)}, "omitted": [], '
        f'"heading": {_string(one.heading)}, "page": {_number(one.page)}, "kind": {_quote_again(one.kind)}, '
        f'"duplicate_of": {_string(one.duplicate_of)}, {shared}'
    )


@lru_cache(maxsize=1000)
def _quote_again(text: str) -> str:
    """Return a text as JSON that is the same in many rows."""
    return quote(text)


def _number(value: int | None) -> int | str:
    return "null" if value is None else value


def _string(value: str | None) -> str:
    return "null" if value is None else _quote_again(value)
