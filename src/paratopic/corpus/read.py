"""One document: its bytes, its text, its paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Protocol

from paratopic.corpus.blocks import Block
from paratopic.corpus.collector import without_collector
from paratopic.corpus.formats import format_of
from paratopic.corpus.headlines import first_date, first_heading
from paratopic.corpus.load import document_id, read_bytes, shown
from paratopic.corpus.normalise import classifier_text
from paratopic.corpus.options import CorpusOptions, load_options
from paratopic.corpus.source import Source
from paratopic.corpus.text import split_source
from paratopic.errors import InputError, ParatopicError, ReaderError
from paratopic.schema import TEXT, Document, Paragraph, new_paragraph

DocumentAndParagraphs = tuple[Document, list[Paragraph]]
_READERS = {  # imported when first needed
    "pdf": "pdf.document",
    "word": "office.word",
    "opendocument": "office.opendocument",
    "rtf": "office.rtf",
    "doc": "office.doc",
    "mail": "mail",
    "xml": "xml_document",
}


class Reader(Protocol):
    """What reads a format whose files say themselves how their letters are stored."""

    def __call__(self, raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
        """Return the text and its paragraphs; raise InputError."""


def read_document(
    path: Path | str,
    *,
    options: CorpusOptions | None = None,
    name: str | None = None,
    text_column: str = TEXT,
) -> DocumentAndParagraphs:
    """Return one file's document and paragraphs.

    `name` is the document's id (by default the file's stem); `text_column` is for tables. Raises InputError
    for a file that is missing, empty, broken, binary, undecodable or of an unknown kind.
    """
    path, options = Path(path), options or load_options()
    name = name or document_id(path.stem)
    raw = read_bytes(path, options)
    kind = format_of(raw, path)
    if kind == "table":
        return _read_table(path, raw, name, text_column)
    return read_raw(raw, kind=kind, name=name, source=shown(path), options=options)


def read_raw(
    raw: bytes, *, kind: str, name: str, source: str, options: CorpusOptions, charset: str | None = None
) -> DocumentAndParagraphs:
    """Return the document and paragraphs of bytes of a known format (`format_of`), tables excepted.

    Raises InputError, and its kind ReaderError where the reader fails in a way that nobody foresaw: in a folder of
    thousands one such file is listed like any other that can't be read.
    """
    with _any_failure_told(kind, source), without_collector():
        found = _read(raw, kind, options, source, charset)
        return _document(*found, name, source=source, sha256=hashlib.sha256(raw).hexdigest())


@contextmanager
def _any_failure_told(kind: str, source: str) -> Iterator[None]:
    """Turn whatever a library or a rule of ours makes of a file that nobody has tried into a sentence."""
    try:
        yield
    except ParatopicError:
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise ReaderError(
            f"can't be read: the reader of {kind} failed at it ({reason}); please report it together with the file.",
            path=source,
        ) from error


def read_text(text: str, *, name: str, options: CorpusOptions | None = None) -> DocumentAndParagraphs:
    """Return the document and paragraphs of a string; raise InputError where it holds no text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found = split_source(text, options=options or load_options(), path=name)
    return _document(*found, name, source=name, sha256=digest)


def split_paragraphs(text: str, *, options: CorpusOptions | None = None) -> list[str]:
    """Return the paragraphs of a string as a classifier reads them."""
    return [classifier_text(paragraph) for paragraph in read_text(text, name="text", options=options)[1]]


def read_documents(
    paths: Iterable[Path | str], *, options: CorpusOptions | None = None, text_column: str = TEXT
) -> Iterator[DocumentAndParagraphs]:
    """Yield the document and paragraphs of every file, folders walked; the first bad file raises."""
    from paratopic.corpus.find import named_documents

    for path in paths:
        for file, name in named_documents(path):
            yield read_document(file, options=options, name=name, text_column=text_column)


def _read(
    raw: bytes, kind: str, options: CorpusOptions, source: str, charset: str | None
) -> tuple[Source, list[Block]]:
    if kind in _READERS:
        read: Reader = getattr(import_module(f"paratopic.corpus.{_READERS[kind]}"), f"read_{kind}")
        return read(raw, options=options, path=source)
    if kind == "html":
        from paratopic.corpus.html.page import read_html

        return read_html(raw, options=options, path=source, charset=charset)
    from paratopic.corpus.text import read_plain

    return read_plain(raw, options=options, path=source, charset=charset)


def _read_table(path: Path, raw: bytes, name: str, text_column: str) -> DocumentAndParagraphs:
    from paratopic.corpus.table import READER, table_paragraphs

    with _any_failure_told("tables", shown(path)):
        found = list(table_paragraphs(path, text_column=text_column, name=name))
    if not found:
        raise InputError("expected rows, found none.", path=shown(path))
    digest = hashlib.sha256(raw).hexdigest()
    return Document(name, "", source=shown(path), sha256=digest, reader=READER), found


def _document(
    found: Source, blocks: list[Block], name: str, *, source: str, sha256: str
) -> DocumentAndParagraphs:
    if not blocks and not found.text.strip():
        raise InputError("expected a document with text, found none.", path=source)
    document = Document(
        name,
        found.text,
        source=source,
        sha256=sha256,
        title=found.title or first_heading(found, blocks),
        date=found.date or first_date(found.text, blocks),
        language=found.language,
        encoding=found.encoding,
        reader=found.reader,
    )
    return document, to_paragraphs(found.text, blocks, name)


def to_paragraphs(text: str, blocks: list[Block], document: str) -> list[Paragraph]:
    """Return the numbered paragraphs of a document's blocks."""
    return [
        new_paragraph(
            document,
            number,
            text[block.start : block.end],
            block.start,
            block.end,
            block.heading,
            block.page,
            block.kind,
            None,
            {},
            _within(block) if block.omitted else (),
        )
        for number, block in enumerate(blocks, 1)
    ]


def _within(block: Block) -> tuple[tuple[int, int], ...]:
    """Return the omitted stretches, counted from the paragraph's start."""
    return tuple((start - block.start, end - block.start) for start, end in block.omitted)
