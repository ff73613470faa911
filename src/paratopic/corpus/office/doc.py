"""Files of Word 97-2003: paragraphs and rows in order, deletions out, notes at the end."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.line_pieces import with_lines_joined
from paratopic.corpus.office.doc_file import BROKEN, DocFile, broken
from paratopic.corpus.office.doc_pieces import doc_pieces
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble, with_own_headings
from paratopic.corpus.source import Source

READER = "doc/1"


def read_doc(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, the file's title and day, and its paragraphs.

    Raises InputError for another kind of file, one with a password, one of Word 95 or older, and a broken one.
    """
    file = DocFile(raw, path)
    try:
        pieces = [*doc_pieces(file)]
    except BROKEN as error:
        raise broken(error, path) from None
    text, blocks = assemble(with_lines_joined(with_own_headings(pieces)), options=options)
    made = file.properties.create_time
    day = made.date().isoformat() if made and made.year > 1980 else None
    return Source(text, READER, title=_title(file), date=day), blocks


def _title(file: DocFile) -> str | None:
    found = file.properties.title or b""
    codepage = file.properties.codepage or 1252
    try:
        return found.decode("utf-8" if codepage == 65001 else f"cp{codepage}").strip("\x00 ") or None
    except (LookupError, UnicodeDecodeError):
        return None
