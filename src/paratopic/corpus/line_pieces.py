"""Word files and web pages in which each line is a paragraph: pasted messages, what a program made of a PDF file."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from paratopic.corpus.pieces import Piece

_LONGEST = 130  # characters: no wrapped line is longer
_ENOUGH = 8  # lines after lines
_TORN = 0.3  # of them go on with a sentence: of real paragraphs hardly one in a hundred does
_ENDS = frozenset(".;:!?…)]\"'”’")


def with_lines_joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces; where lines were broken by hand, each run of them as one piece with its line ends."""
    if not _are_lines(pieces):
        return pieces
    joined: list[Piece] = []
    for loose, run in groupby(pieces, key=_is_loose):
        lines = list(run)
        joined += [replace(lines[0], text="\n".join(piece.text for piece in lines))] if loose else lines
    return joined


def _are_lines(pieces: list[Piece]) -> bool:
    lines = [piece.text.strip() for piece in pieces if _is_loose(piece)]
    pairs = [(one, other) for one, other in pairwise(lines) if one and other]
    torn = sum(one[-1] not in _ENDS and other[0].islower() for one, other in pairs if len(one) < _LONGEST)
    return len(pairs) >= _ENOUGH and torn >= _TORN * len(pairs)


def _is_loose(piece: Piece) -> bool:
    return piece.kind in {"loose", None}
