"""Word files: paragraphs and tables in order, tracked insertions in, deletions out, notes at the end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.line_pieces import with_lines_joined
from paratopic.corpus.office.archives import DAMAGE, found_instead, refuse_bombs
from paratopic.corpus.office.word_pieces import BODY, is_styled, note_parts, notes, pieces_of
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble, with_headings_marked
from paratopic.corpus.source import Source
from paratopic.errors import InputError
from paratopic.files.strict_office import with_usual_names

READER = "word/7"
WHAT = "a Word file (.docx)"
_TEMPLATE_DAY = "2013-12-23"  # files written with python-docx carry the day of its template


def read_word(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, the file's properties and its paragraphs.

    Raises InputError for a file that is no Word file or that would unpack to more than `max_megabytes`.
    """
    refuse_bombs(raw, options, path, what=WHAT)
    document, parts = _open(raw, path)
    pieces = [*pieces_of(document.element.body, document), *notes(parts, document)]
    if is_styled(document):
        pieces = with_headings_marked(pieces)
    text, blocks = assemble(with_lines_joined(pieces), options=options)
    title, date, language = _properties(document)
    return Source(text, READER, title=title, date=date, language=language), blocks


def _open(raw: bytes, path: str) -> tuple[Any, dict[str, Any]]:
    """Return a document and its notes by their kind; any part may be damaged."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(with_usual_names(BytesIO(raw)))
        if document.element.find(BODY) is None:
            raise ValueError("a document without a body")
        return document, note_parts(document)
    except (*DAMAGE, OpcError, LxmlError, AttributeError) as error:
        reason = found_instead(error)
        if "is not a Word file" in reason:  # an archive like one: a workbook, slides
            reason = "another kind of Office file"
        raise InputError(f"expected {WHAT}, found {reason}.", path=path) from None


def _properties(document: Any) -> tuple[str | None, str | None, str | None]:
    """Return title, day of creation and language; python-docx would invent them where there are none."""
    if not any(
        relation.reltype.endswith("/core-properties") for relation in document.part.package.rels.values()
    ):
        return None, None, None
    found = document.core_properties
    day = found.created.date().isoformat() if found.created else None
    return found.title or None, None if day == _TEMPLATE_DAY else day, found.language or None
