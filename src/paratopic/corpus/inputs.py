"""What a run reads: files, folders, standard input and addresses, each with the id of its document."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from paratopic.corpus.find import named_documents
from paratopic.corpus.formats import TEXT_SUFFIXES
from paratopic.corpus.load import document_id, shown
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.read import DocumentAndParagraphs, read_document, read_raw
from paratopic.errors import InputError
from paratopic.files.tables import TABLE_SUFFIXES
from paratopic.schema import TEXT

_QUICK = (*TEXT_SUFFIXES, *TABLE_SUFFIXES)  # read as fast as handed from one process to another


@dataclass(frozen=True, slots=True)
class Input:
    """One document to be read: its source, a stamp that changes with it, and how to read it."""

    source: str
    stamp: str
    read: Callable[[], DocumentAndParagraphs]
    alone: bool  # named on the command line, not found in a folder
    size: int = 0  # bytes of a file that another process had better read
    place: int = 0  # among the inputs of a run, from 1 on


def is_address(path: str) -> bool:
    """Tell whether an input is an http(s) address."""
    return path.lower().startswith(("http://", "https://"))


def find_inputs(
    paths: Iterable[str], *, options: CorpusOptions, text_column: str = TEXT, allow_local: bool = False
) -> Iterator[Input]:
    """Yield the inputs in order, folders walked; raises InputError for a path that is not there."""
    for path in paths:
        if path == "-":
            yield Input("stdin", "", lambda: read_standard_input(options), alone=True)
        elif is_address(path):
            yield _address(path, options, allow_local)
        elif "://" in path and not Path(path).exists():
            raise InputError(f"expected a file, a folder or an http(s) address, found '{shown(path)}'.")
        else:
            alone = not Path(path).is_dir()
            for file, name in named_documents(path):
                yield _file(file, name, options, text_column, alone=alone)


def read_standard_input(options: CorpusOptions) -> DocumentAndParagraphs:
    """Read a document from standard input; its format is told by its first bytes."""
    from paratopic.corpus.formats import sniff
    from paratopic.corpus.load import refuse_large

    raw = sys.stdin.buffer.read((options.max_megabytes << 20) + 1)
    refuse_large(len(raw), options, "stdin")
    if not raw:
        raise InputError("expected a document, found nothing.", path="stdin")
    return read_raw(raw, kind=sniff(raw) or "text", name="stdin", source="stdin", options=options)


def _file(file: Path, name: str, options: CorpusOptions, text_column: str, *, alone: bool) -> Input:
    read = partial(read_document, file, options=options, name=name, text_column=text_column)
    try:
        found = file.stat()
    except (OSError, ValueError):
        return Input(shown(file), "", read, alone)
    size = 0 if file.suffix.lower() in _QUICK else found.st_size
    return Input(shown(file), f"{found.st_size} {found.st_mtime_ns}", read, alone, size)


def _address(address: str, options: CorpusOptions, allow_local: bool) -> Input:
    def read() -> DocumentAndParagraphs:
        from paratopic.corpus.fetch import fetch

        page = fetch(address, options=options, allow_local=allow_local)
        return read_raw(
            page.raw, kind=page.kind, name=name, source=address, options=options, charset=page.charset
        )

    stem = address.partition("://")[2].partition("?")[0].rstrip("/")
    name = document_id(Path(stem.rsplit("/", 1)[-1]).stem if "/" in stem else stem)
    return Input(address, "", read, alone=True)
