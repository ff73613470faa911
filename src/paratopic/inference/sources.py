"""What is to be classified, as rows: paragraphs of documents, rows of tables, lines."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from paratopic.corpus import UNCLASSIFIED, classifier_text, read_document, read_text
from paratopic.corpus.find import HIDDEN, named_documents
from paratopic.corpus.readable import readable
from paratopic.errors import ConfigError, InputError
from paratopic.files.jsonl import iter_jsonl
from paratopic.files.lines import OnBad, iter_lines, refuse
from paratopic.files.opened import STANDARD_INPUT, bare_suffix
from paratopic.files.tables import TABLE_SUFFIXES, iter_csv, iter_rows
from paratopic.schema import TEXT, Document, Paragraph

Item = tuple[str, dict[str, Any]]
Kind = Literal["document", "table", "text", "lines", "jsonl", "csv"]
STREAMED = ("text", "lines", "jsonl", "csv")


@dataclass(frozen=True)
class Source:
    """One input: a document, a table of rows, or standard input read as `kind` says."""

    path: str
    kind: Kind
    name: str

    @property
    def is_live(self) -> bool:
        """Tell whether rows are answered as they come: lines or JSONL on standard input."""
        return self.path == STANDARD_INPUT and self.kind in ("lines", "jsonl")


def is_table(path: str | Path) -> bool:
    """Tell whether a path is read as a table of rows (JSONL, JSON, CSV, Parquet, Excel) rather than as a document."""
    return bare_suffix(path) in TABLE_SUFFIXES


def find_sources(inputs: Iterable[str], *, stdin: str = "text") -> list[Source]:
    """Return the sources behind paths, folders, patterns and `-`; raises InputError where there are none.

    `stdin` says how `-` is read: text (a document), lines, jsonl or csv.
    """
    if stdin not in STREAMED:
        raise ConfigError(f"unknown kind of standard input '{stdin}', expected one of {', '.join(STREAMED)}.")
    return [source for one in inputs for source in _sources(one, stdin)]


def _sources(one: str, stdin: str) -> Iterator[Source]:
    if one == "-":
        yield Source(STANDARD_INPUT, stdin, "stdin")  # type: ignore[arg-type]
    elif not Path(one).exists() and glob.has_magic(one):
        found = sorted(glob.glob(one, recursive=True))  # noqa: PTH207  (also absolute patterns)
        if not found:
            raise InputError("expected files that match this pattern, found none.", path=one)
        for path in found:
            yield from _sources(glob.escape(path) if glob.has_magic(path) else path, stdin)
    elif is_table(one):
        yield Source(one, "table", Path(one).name)
    else:
        yield from _documents(one)


def _documents(one: str) -> Iterator[Source]:
    """Yield the documents of a file or folder; a folder without documents may hold tables instead."""
    try:
        documents = list(named_documents(one))
    except InputError:
        found = (path for path in Path(one).rglob("*") if is_table(path) and path.is_file())
        tables = sorted(path for path in found if not path.name.startswith(HIDDEN))
        if not tables:
            raise
        for path in tables:
            yield Source(str(path), "table", path.relative_to(one).as_posix())
        return
    for path, name in documents:
        if is_table(path):
            yield Source(str(path), "table", path.relative_to(one).as_posix() if path != Path(one) else name)
        else:
            yield Source(str(path), "document", name)


def source_items(source: Source, *, text_column: str = TEXT, on_bad: OnBad = refuse) -> Iterator[Item]:
    """Yield (text, row) for everything in a source; what can't be read goes to `on_bad`."""
    if source.kind == "document":
        return _document_items(source, on_bad)
    if source.kind == "text":
        return _paragraph_items(*read_text(_standard_input(), name=source.name))
    if source.kind == "lines":
        return (line_item(line) for _, line in iter_lines(source.path, on_bad=on_bad))
    rows = _rows(source, on_bad)
    return _row_items(rows, source.path, text_column=text_column, on_bad=on_bad)


def _rows(source: Source, on_bad: OnBad) -> Iterator[tuple[int, dict[str, Any]]]:
    if source.kind == "table":
        return iter_rows(source.path, on_bad=on_bad)
    read = iter_csv if source.kind == "csv" else iter_jsonl
    return read(source.path, on_bad=on_bad)


def line_item(line: str) -> Item:
    """Return a line as a row of its own."""
    text = line.rstrip("\r\n")
    return readable(text), {TEXT: text}


def _row_items(
    rows: Iterable[tuple[int, dict[str, Any]]], path: str, *, text_column: str, on_bad: OnBad
) -> Iterator[Item]:
    number = 0
    for number, row in rows:
        try:
            yield row_item(row, path, number, text_column=text_column)
        except InputError as error:
            on_bad(error)
    if not number and path != STANDARD_INPUT:
        raise InputError("expected rows, found none.", path=path)


def row_item(row: dict[str, Any], path: str, number: int, *, text_column: str) -> Item:
    """Return (text, row); raises InputError with file and line where the row has no text."""
    text = row.get(text_column)
    if isinstance(text, str):
        return readable(text), row
    if text_column not in row:
        raise InputError(
            f"expected a column '{text_column}', found {', '.join(row) or 'none'}; "
            "name it with --text-column.",
            path=path,
            line=number,
        )
    raise InputError(
        f"expected text in '{text_column}', found {type(text).__name__}.", path=path, line=number
    )


def _document_items(source: Source, on_bad: OnBad) -> Iterator[Item]:
    try:
        found = read_document(source.path, name=source.name)
    except InputError as error:
        on_bad(error)
        return
    yield from _paragraph_items(*found)


def _paragraph_items(document: Document, paragraphs: list[Paragraph]) -> Iterator[Item]:
    """Yield a document's paragraphs; datelines and signatures say nothing of a topic, like headings."""
    for one in paragraphs:
        if one.kind in UNCLASSIFIED:
            continue
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


def _standard_input() -> str:
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{error.object[error.start]:02x} at position {error.start}.",
            path=STANDARD_INPUT,
        ) from None
    if not text.strip():
        raise InputError("expected text, found nothing.", path=STANDARD_INPUT)
    return text
