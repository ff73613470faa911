"""Readers of marked-up formats give pieces; here they become one linear text with offsets and blocks.

Offsets of such a document count in the linear text: its pieces in reading order, a blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from paratopic.corpus.blocks import Block
from paratopic.corpus.marks import LONE_MARK, MARK
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.splitting.kinds import kind_of
from paratopic.corpus.splitting.lists import merge_items
from paratopic.corpus.splitting.split import attach_headings
from paratopic.corpus.splitting.wrap import split_block

_BLANK = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\n{2,}")
_MARK = 12  # characters: no number of a paragraph is longer


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a marked-up document; `kind` None leaves it to the look of the text.

    Kind "loose" is text outside any paragraph of the markup: it may look like a heading too.
    """

    text: str
    kind: str | None = None
    page: int | None = None


def assemble(pieces: Iterable[Piece], *, options: CorpusOptions) -> tuple[str, list[Block]]:
    """Return the linear text and its paragraphs."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for piece in _with_marks(pieces):
        for part in _BREAKS.split(tidy(piece.text)):
            if not part:
                continue
            blocks.append(Block(position, position + len(part), piece.kind or "", page=piece.page))
            parts.append(part)
            position += len(part) + 2
    text = "\n\n".join(parts)
    inner = [new for block in blocks for new in _split(text, block)]
    for block in inner:
        loose = block.kind == "loose"
        if loose or not block.kind:
            block.kind = _kind(text, block, options, loose=loose)
    return text, attach_headings(text, merge_items(text, inner, options=options), options=options)


def with_own_headings(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a file, which marks its headings if any of them is one."""
    return with_headings_marked(pieces) if any(piece.kind == "heading" for piece in pieces) else pieces


def with_headings_marked(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of a file that marks its headings: no other short paragraph need look like one."""
    return [replace(piece, kind=None) if piece.kind == "loose" else piece for piece in pieces]


def _with_marks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, a number that stands alone in a cell or line of its own put before the text it numbers."""
    mark: Piece | None = None
    for piece in pieces:
        whole = piece
        if mark is not None and piece.kind not in {"heading", "table"} and not MARK.match(piece.text):
            whole = replace(piece, text=f"{mark.text.strip()} {piece.text.lstrip()}")
        elif mark is not None:
            yield mark
        mark = whole if _is_mark(whole) else None
        if mark is None:
            yield whole
    if mark is not None:
        yield mark


def _is_mark(piece: Piece) -> bool:
    return (
        len(piece.text) < _MARK
        and piece.kind not in {"heading", "table"}
        and LONE_MARK.match(piece.text.strip()) is not None
    )


def tidy(text: str) -> str:
    """Return text with single spaces and no spaces at the ends of lines."""
    return "\n".join(line.strip() for line in _BLANK.sub(" ", text).split("\n")).strip()


def _split(text: str, block: Block) -> list[Block]:
    """Split a piece with line breaks into its paragraphs, kind and page kept."""
    if block.kind in {"heading", "table", "pre"}:
        return [block]
    found = split_block(text, block, alone=False)
    for new in found:
        new.kind, new.page = block.kind, block.page
    return found


def _kind(text: str, block: Block, options: CorpusOptions, *, loose: bool) -> str:
    """Return what a block looks like; only a loose one may look like a heading or like noise."""
    kind = kind_of(text, block, heading_words=options.heading_words, capitals=False)
    return "text" if kind in {"heading", "noise"} and not loose else kind
