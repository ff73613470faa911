"""Rich text files, as press databases export them: paragraphs and rows in order, deletions out, notes at the end."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.line_pieces import with_lines_joined
from paratopic.corpus.office.rtf_pieces import RtfPieces
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble
from paratopic.corpus.source import Source
from paratopic.errors import InputError

READER = "rtf/2"


def read_rtf(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, the file's title and its paragraphs; raise InputError for another kind of file."""
    if not raw[:1024].lstrip().startswith(b"{\\rtf"):
        raise InputError("expected a rich text file (.rtf), found another kind of file.", path=path)
    found = RtfPieces(raw)
    text, blocks = assemble(with_lines_joined([*found.pieces, *found.notes]), options=options)
    return Source(text, READER, title=found.title), blocks
