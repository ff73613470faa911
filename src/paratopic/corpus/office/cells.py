"""A row of a table: short cells as one piece, parted by ` | `, long ones as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paratopic.corpus.pieces import Piece, tidy

_LONG_CELL = 20  # words: a cell with more is a paragraph, not a figure


def row_pieces(cells: Iterable[Iterable[Piece]]) -> Iterator[Piece]:
    """Yield the pieces of a row whose cells hold these."""
    short: list[str] = []
    for cell in cells:
        pieces = list(cell)
        text = tidy(" ".join(piece.text for piece in pieces).replace("\n", " "))
        if len(text.split()) > _LONG_CELL:
            if short:
                yield Piece(" | ".join(short), "table")
                short = []
            yield from pieces
        elif text:
            short.append(text)
    if short:
        yield Piece(" | ".join(short), "table")
