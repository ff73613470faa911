"""How the characters and paragraphs of a Word 97-2003 file are set: deleted or hidden, a heading, a row's end."""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from paratopic.corpus.office.doc_file import DocFile, Stretch, TextPiece

_PAGE = 512  # bytes of a page of such marks
_DELETED, _HIDDEN, _IN_TABLE, _ROW_END = 0x0800, 0x083C, 0x2416, 0x2417  # names of properties
_TABLE_STYLE, _TABS = 0xD608, 0xC615  # the two whose length is given otherwise
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of a property's value, by its name's highest bits
_MOST = 500_000  # stretches: a thousand pages have some ten thousand
_TITLES = frozenset((*range(1, 10), 62, 74))  # built-in styles: headings 1 to 9, title, subtitle


class DocMarks:
    """`gone` are the numbers of the characters that are deleted or hidden; paragraphs are looked up by their end."""

    def __init__(self, file: DocFile) -> None:
        """Raise ValueError for a file whose marks lead to the same letters again and again."""
        self._titles = frozenset(_title_styles(file.styles()))
        pieces = sorted(file.pieces, key=lambda piece: piece.place)
        self.gone = [
            stretch
            for stretch, properties in _numbered(_marks(file, paragraphs=False), pieces)
            if _says(properties, _DELETED) or _says(properties, _HIDDEN)
        ]
        self._paragraphs = _numbered(_marks(file, paragraphs=True), pieces)
        self._starts = [stretch[0] for stretch, _ in self._paragraphs]

    def is_heading(self, end: int) -> bool:
        """Tell whether the paragraph whose mark has this number has a style of headings."""
        found = self._of(end)
        return len(found) > 1 and struct.unpack_from("<H", found, 0)[0] in self._titles

    def in_table(self, end: int) -> bool:
        """Tell whether the paragraph whose mark has this number stands in a table."""
        return _says(self._of(end)[2:], _IN_TABLE)

    def ends_row(self, end: int) -> bool:
        """Tell whether the mark with this number ends a row of a table."""
        return _says(self._of(end)[2:], _ROW_END)

    def _of(self, number: int) -> bytes:
        place = bisect_right(self._starts, number) - 1
        if place < 0 or number >= self._paragraphs[place][0][1]:
            return b""
        return self._paragraphs[place][1]


def _marks(file: DocFile, *, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
    """Yield (place in the file, place behind, properties) of the stretches that are set in one way."""
    table = file.runs(paragraphs=paragraphs)
    count = max(0, (len(table) - 4) // 8)
    named = struct.iter_unpack("<I", table[4 * (count + 1) : 4 * (count + 1) + 4 * count])
    for number in dict.fromkeys(number & 0x3FFFFF for (number,) in named):
        start = number * _PAGE
        page = file.document[start : start + _PAGE]
        if len(page) == _PAGE:
            yield from _page_marks(page, paragraphs=paragraphs)


def _page_marks(page: bytes, *, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
    count, step = page[-1], 13 if paragraphs else 1
    if 4 * (count + 1) + step * count > _PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", page, 0)
    for i, (start, end) in enumerate(pairwise(places)):
        at = 2 * page[4 * (count + 1) + step * i]
        if not at:
            yield start, end, b""
        elif paragraphs and page[at]:
            yield start, end, page[at + 1 : at + 2 * page[at]]
        else:
            at += paragraphs
            size = page[at] * (2 if paragraphs else 1) if at < _PAGE else 0
            yield start, end, page[at + 1 : at + 1 + size]


def _says(properties: bytes, name: int) -> bool:
    """Tell whether a list of properties sets one of them; the last entry counts."""
    place, said = 0, False
    while place + 3 <= len(properties):
        (found,) = struct.unpack_from("<H", properties, place)
        if found == name:
            said = properties[place + 2] == 1
        place += 2 + _size(properties, place, found)
    return said


def _size(properties: bytes, place: int, name: int) -> int:
    kind = name >> 13
    if kind != 6:
        return _SIZES[kind]
    if name == _TABLE_STYLE:
        return 1 + int.from_bytes(properties[place + 2 : place + 4], "little")
    return len(properties) if name == _TABS and properties[place + 2] == 255 else 1 + properties[place + 2]


def _numbered(
    marks: Iterable[tuple[int, int, bytes]], pieces: list[TextPiece]
) -> list[tuple[Stretch, bytes]]:
    """Return the numbers of the characters of each stretch, and its properties; `pieces` are in order of places."""
    places = [piece.place for piece in pieces]
    found: list[tuple[Stretch, bytes]] = []
    for start, end, properties in marks:
        first = max(0, bisect_right(places, start) - 1)
        for piece in pieces[first : bisect_left(places, end)]:
            if numbers := _shared(piece, start, end):
                found.append((numbers, properties))
        if len(found) > _MOST:
            raise ValueError("marks that lead to the same letters")
    return sorted(found, key=lambda one: one[0])


def _shared(piece: TextPiece, start: int, end: int) -> Stretch | None:
    """Return the numbers of the characters of a piece that stand between two places in the file."""
    first, last = max(start, piece.place), min(end, piece.place + piece.width * len(piece.text))
    if first >= last:
        return None
    return piece.first + (first - piece.place) // piece.width, piece.first - (
        piece.place - last
    ) // piece.width


def _title_styles(sheet: bytes) -> Iterator[int]:
    """Yield the numbers of the styles of headings and titles, whatever they are called in the file's language."""
    if len(sheet) < 4:
        return
    place = 2 + int(struct.unpack_from("<H", sheet, 0)[0])
    number = 0
    while place + 2 <= len(sheet):
        (size,) = struct.unpack_from("<H", sheet, place)
        if (
            size > 1
            and place + 4 <= len(sheet)
            and struct.unpack_from("<H", sheet, place + 2)[0] & 0xFFF in _TITLES
        ):
            yield number
        place += 2 + size
        number += 1
