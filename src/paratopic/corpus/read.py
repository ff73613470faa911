"""One document: its bytes, its text, its paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from paratopic.corpus.blocks import Block
from paratopic.corpus.decode import decode
from paratopic.corpus.front_matter import front_matter
from paratopic.corpus.normalise import classifier_text
from paratopic.corpus.options import CorpusOptions, load_options
from paratopic.corpus.split import split_text
from paratopic.errors import InputError
from paratopic.schema import Document, Paragraph

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", "")
SUFFIXES = frozenset(TEXT_SUFFIXES) - {""}
_UNSAFE = re.compile(r"[\s#\x00-\x1f\x7f]+")
_LONG_LINE = rb"[^\r\n]{%d}"


def document_id(name: str) -> str:
    """Return a file's stem as an id: no spaces, no `#`, no control characters."""
    return _UNSAFE.sub("-", name).strip("-") or "document"


def read_bytes(path: Path, options: CorpusOptions) -> bytes:
    """Return a file's bytes; raise InputError where it is missing, no file, empty or too large."""
    try:
        if not path.exists():
            raise InputError("expected a file, found nothing there; check the path.", path=path)
        if not path.is_file():
            raise InputError("expected a file, found something else (a folder, a device?).", path=path)
        if path.stat().st_size > options.max_megabytes << 20:
            raise InputError(
                f"expected at most {options.max_megabytes} MB, found {path.stat().st_size >> 20} MB; "
                "split the file or raise max_megabytes.",
                path=path,
            )
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror}).", path=path) from None
    except ValueError as error:
        raise InputError(f"can't be read ({error}).", path=repr(str(path))) from None
    if not raw:
        raise InputError("expected text, found an empty file.", path=path)
    return raw


def read_document(
    path: Path | str, *, options: CorpusOptions | None = None, name: str | None = None
) -> tuple[Document, list[Paragraph]]:
    """Return one file's document and paragraphs.

    `name` is the document's id (by default the file's stem). Raises InputError for a file that is missing,
    empty, binary, undecodable or of an unknown kind.
    """
    path = Path(path)
    options = options or load_options()
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise InputError(
            f"expected one of {', '.join(TEXT_SUFFIXES[:-1])}, found '{path.suffix}'.", path=path
        )
    raw = read_bytes(path, options)
    refuse_long_lines(raw, options, path)
    text, encoding = decode(raw, fallback=options.fallback_encoding, path=str(path))
    digest = hashlib.sha256(raw).hexdigest()
    return _document(
        text, name or document_id(path.stem), options, source=str(path), sha256=digest, encoding=encoding
    )


def read_text(
    text: str, *, name: str, options: CorpusOptions | None = None
) -> tuple[Document, list[Paragraph]]:
    """Return the document and paragraphs of a string; raise InputError where it holds no text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, name, options or load_options(), source=name, sha256=digest)


def split_paragraphs(text: str, *, options: CorpusOptions | None = None) -> list[str]:
    """Return the paragraphs of a string as a classifier reads them."""
    return [classifier_text(paragraph) for paragraph in read_text(text, name="text", options=options)[1]]


def read_documents(
    paths: Iterable[Path | str], *, options: CorpusOptions | None = None
) -> Iterator[tuple[Document, list[Paragraph]]]:
    """Yield the document and paragraphs of every file, folders walked; the first bad file raises."""
    from paratopic.corpus.find import named_documents

    for path in paths:
        for file, name in named_documents(path):
            yield read_document(file, options=options, name=name)


def refuse_long_lines(raw: bytes, options: CorpusOptions, path: Path) -> None:
    """Raise InputError where a line is longer than any document's."""
    if len(raw) > options.max_line and (found := re.search(_LONG_LINE % (options.max_line + 1), raw)):
        raise InputError(
            f"expected lines of at most {options.max_line} characters, found a longer one; is this text?",
            path=path,
            line=raw.count(b"\n", 0, found.start()) + 1,
        )


def _document(
    text: str, name: str, options: CorpusOptions, *, source: str, sha256: str, encoding: str | None = None
) -> tuple[Document, list[Paragraph]]:
    values, start = front_matter(text)
    blocks = split_text(text, options=options, start=start)
    if not blocks and not text.strip():
        raise InputError("expected text, found nothing but spaces.", path=source)
    document = Document(
        name, text, source=source, sha256=sha256, encoding=encoding, reader="text/1",
        title=values.get("title"), date=values.get("date"), language=values.get("language"),
    )  # fmt: skip
    return document, to_paragraphs(text, blocks, name)


def to_paragraphs(text: str, blocks: list[Block], document: str) -> list[Paragraph]:
    """Return the numbered paragraphs of a document's blocks."""
    return [
        Paragraph(
            document=document,
            paragraph=number,
            text=text[block.start : block.end],
            start=block.start,
            end=block.end,
            heading=block.heading,
            kind=block.kind,
            omitted=tuple((a - block.start, b - block.start) for a, b in block.omitted),
        )
        for number, block in enumerate(blocks, 1)
    ]
