"""How wide words are set in print, and whether a text's lines were broken by that or by counting characters.

Text taken from PDF files keeps the lines of its page. There a row ended when the next word found no room between
the margins, and an "m" takes as much room as three "i".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from paratopic.corpus.splitting.rows import Row

# Hundredths of the type size, between those of the common text faces.
_CLASSES = {
    25: "ijl.,;:'|! ’‘",
    32: 'ftrIJ()[]{}-/\\`"',
    46: "sczkvxy?",
    51: "aebdghnopqu0123456789$#*_",
    68: "ABCDEFGHKLNOPQRSTUVXYZwß&+=<>~“”",
    84: "mMW%@—",
}
_MEAN = 45.0  # of running English text, spaces included
_DEFAULT = 51
_TABLE = bytearray([_DEFAULT]) * 256
for _width, _letters in _CLASSES.items():
    for _byte in _letters.encode("cp1252"):
        _TABLE[_byte] = _width
_WIDTHS = bytes(_TABLE)
_ENOUGH = 300
_SAMPLE = 60_000  # characters
_FEW = 8  # rows that go on in small letters: too few to tell


def set_width(piece: str) -> float:
    """Return how wide a piece is set, in mean characters."""
    return sum(piece.encode("cp1252", "replace").translate(_WIDTHS)) / _MEAN


def set_lengths(text: str, rows: list[Row]) -> list[float]:
    """Return how long rows are by the width of their letters, from the common margin on."""
    margin = min(row.indent for row in rows)
    return [row.indent - margin + set_width(text[row.start : row.end]) for row in rows]


def printed_width(text: str, pairs: Iterable[tuple[Row, Row]]) -> float | None:
    """Return the measure, in mean characters, of lines that were broken in print; None for any others.

    Of `pairs` of rows those that go on in small letters ended for want of room. Counted in characters, one that is
    broken in print often seems to have had room enough.
    """
    going_on = (pair for pair in pairs if not pair[0].closed and text[pair[1].start].islower())
    found = list(islice(going_on, _ENOUGH))
    if len(found) < _FEW:
        return None
    counted = ((row.end - row.start, after.first_end(text) - after.start) for row, after in found)
    by_count, _ = _with_room([(size, size + 1 + word) for size, word in counted])
    if by_count <= 0.03 * len(found):
        return None
    read = ((text[row.start : row.end], text[after.start : after.first_end(text)]) for row, after in found)
    by_print, width = _with_room([(set_width(line), set_width(f"{line} {word}")) for line, word in read])
    return width if by_print < 0.6 * by_count else None


def row_pairs(blocks: Iterable[list[Row]]) -> Iterator[tuple[Row, Row]]:
    """Yield the rows at the margin with the next row of their block; of a large text its beginning."""
    read = 0
    for rows in blocks:
        margin = min(row.indent for row in rows)
        yield from ((row, after) for row, after in pairwise(rows) if row.indent == margin)
        if (read := read + rows[-1].end - rows[0].start) > _SAMPLE:
            return


def _with_room(pairs: Sequence[tuple[float, float]]) -> tuple[int, float]:
    """Return how many rows had room for the next word, and the width: that of all rows but the widest few."""
    sizes = sorted(size for size, _ in pairs)
    width = sizes[int(0.97 * (len(sizes) - 1))]
    return sum(needed <= 0.99 * width for _, needed in pairs), width
