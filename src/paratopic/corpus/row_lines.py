"""A document's rows as lines of JSON: many at once, for encoding one by one took a third of the time of ingesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quote  # not ASCII only, and in C where it can be

from paratopic.corpus.columns import SHARED, to_row
from paratopic.files.jsonl import dump_line
from paratopic.schema import Document, Paragraph

_TOGETHER = 1000  # lines: all of a large text would take more memory than it
_TEXT, _SHARED = "\x00", "\x01"  # stand for them in lines under way: in JSON no control character is left
_ESCAPED = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\t", b"\\t"))  # the backslash first
_OTHERS = bytes(set(range(256)) - set(range(0x20)) | set(b"\n\t"))


def row_lines(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[bytes]:
    """Yield `dump_line(to_row(document, paragraph))` of each as UTF-8, many lines at a time."""
    shared = dump_line({name: getattr(document, name) for name in SHARED}).removeprefix("{")
    for start in range(0, len(paragraphs), _TOGETHER):
        part = paragraphs[start : start + _TOGETHER]
        try:
            yield _lines(document, part, shared.encode())
        except UnicodeEncodeError:  # half a character somewhere: it stays escaped
            yield "".join([dump_line(to_row(document, one)) for one in part]).encode()


def _lines(document: Document, part: Sequence[Paragraph], shared: bytes) -> bytes:
    """Return the lines: what is round the texts is encoded in one go, and so are the texts."""
    rows = [dump_line(to_row(document, one)) if _has_more(one) else _line(one) for one in part]
    around = "".join(rows).encode().replace(_SHARED.encode(), shared).split(_TEXT.encode())
    lines = [b""] * (2 * len(around) - 1)
    lines[::2] = around
    lines[1::2] = _escaped([one.text for one in part if not _has_more(one)])
    return b"".join(lines)


def _has_more(one: Paragraph) -> bool:
    """Tell of a paragraph that has what few have, so that its line is encoded by itself."""
    return bool(one.metadata or one.omitted)


def _line(one: Paragraph) -> str:
    """Return a paragraph's line but for its text and what all share."""
    name = _quote_again(one.document)  # the id begins with it, as `paragraph_id` has it
    return (
        f'{{"id": {name[:-1]}#{one.paragraph}", "document": {name}, "paragraph": {one.paragraph}, '
        f'"text": "{_TEXT}", "start": {_number(one.start)}, "end": {_number(one.end)}, "omitted": [], '
        f'"heading": {_string(one.heading)}, "page": {_number(one.page)}, "kind": {_quote_again(one.kind)}, '
        f'"duplicate_of": {_string(one.duplicate_of)}, {_SHARED}'
    )


def _escaped(texts: list[str]) -> list[bytes]:
    """Return the texts as they stand between quotation marks."""
    together = _TEXT.join(texts).encode()
    if not texts or len(together.translate(None, _OTHERS)) >= len(texts):  # rarer control characters
        return [quote(text)[1:-1].encode() for text in texts]
    for sign, written in _ESCAPED:
        together = together.replace(sign, written)
    return together.split(_TEXT.encode())


@lru_cache(maxsize=1000)
def _quote_again(text: str) -> str:
    """Return a text as JSON that is the same in many rows."""
    return quote(text)


def _number(value: int | None) -> int | str:
    return "null" if value is None else value


def _string(value: str | None) -> str:
    return "null" if value is None else _quote_again(value)
