"""The parts of a Word 97-2003 file: its text, piece by piece, and the tables that say how it is set ([MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

from paratopic.errors import InputError

WHAT = "a Word file (.doc)"
_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LENGTHS = 0x4C  # where the header says how many characters each part of the text has
_PARTS = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
_STYLES, _CHARACTERS, _PARAGRAPHS, _PIECES = 1, 12, 13, 33  # places in the header's table of tables
_TABLES = 0x9A
_ONE_BYTE = 0x40000000  # letters of a piece in cp1252
_PROPERTIES, _TEXT = 1, 2  # kinds of entries in the table of pieces

BROKEN = (OSError, struct.error, IndexError, ValueError, TypeError, RecursionError)

Stretch = tuple[int, int]  # start and end


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Characters that stand together in the file: the number of the first, its place, and bytes for each."""

    first: int
    place: int
    width: int
    text: str


class DocFile:
    """An opened file: its `text`, where each of its parts is, and its tables."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Raise InputError for another kind of file, a password, a file of Word 95 or older, and a broken one."""
        import olefile

        try:
            with olefile.OleFileIO(BytesIO(raw)) as archive:
                self.document: bytes = archive.openstream("WordDocument").read()
                flags = self._flags(path)
                self.table: bytes = archive.openstream(f"{1 if flags & _SECOND_TABLE else 0}Table").read()
                self.properties: Any = archive.get_metadata()
            self.pieces = [*self._pieces(len(raw))]
            self.parts: dict[str, Stretch] = dict(self._parts())
        except BROKEN as error:
            raise broken(error, path) from None
        self.text = "".join(piece.text for piece in self.pieces)

    def _flags(self, path: str) -> int:
        kind, version = struct.unpack_from("<HH", self.document, 0)
        if kind != 0xA5EC or version < _WORD_97:
            raise InputError(
                f"expected {WHAT} of Word 97 or later, found an older one; save it as .docx.", path=path
            )
        flags: int = struct.unpack_from("<H", self.document, 0x0A)[0]
        if flags & _ENCRYPTED:
            raise InputError(f"expected {WHAT} that opens without a password, found one.", path=path)
        return flags

    def _parts(self) -> Iterator[tuple[str, Stretch]]:
        """Yield each part of the text with the numbers of its characters."""
        start = 0
        for name, count in zip(
            _PARTS, struct.unpack_from(f"<{len(_PARTS)}I", self.document, _LENGTHS), strict=True
        ):
            yield name, (start, start + count)
            start += count

    def _pieces(self, most: int) -> Iterator[TextPiece]:
        pieces = self._piece_table()
        count = (len(pieces) - 4) // 12
        numbers = struct.unpack_from(f"<{count + 1}I", pieces, 0)
        if numbers[-1] > most or any(after < first for first, after in pairwise(numbers)):
            raise ValueError("more letters than bytes")
        for i, (first, after) in enumerate(pairwise(numbers)):
            (place,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * i + 2)
            width = 1 if place & _ONE_BYTE else 2
            start = (place & ~_ONE_BYTE) // 2 if width == 1 else place
            raw = self.document[start : start + width * (after - first)]
            text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
            yield TextPiece(first, start, width, _padded(text, after - first))

    def _piece_table(self) -> bytes:
        found = self.part(_PIECES)
        place = 0
        while found[place] == _PROPERTIES:
            place += 3 + int(struct.unpack_from("<H", found, place + 1)[0])
        if found[place] != _TEXT:
            raise ValueError("no table of pieces")
        (length,) = struct.unpack_from("<I", found, place + 1)
        return found[place + 5 : place + 5 + length]

    def part(self, number: int) -> bytes:
        """Return one of the tables that the header names."""
        place, length = struct.unpack_from("<II", self.document, _TABLES + 8 * number)
        return self.table[place : place + length]

    def styles(self) -> bytes:
        """Return the sheet of styles."""
        return self.part(_STYLES)

    def runs(self, *, paragraphs: bool) -> bytes:
        """Return the table of the pages that say how paragraphs, or characters, are set."""
        return self.part(_PARAGRAPHS if paragraphs else _CHARACTERS)


def broken(error: Exception, path: str) -> InputError:
    """Return the complaint about a file whose tables lead nowhere."""
    return InputError(
        f"expected {WHAT}, found a broken one ({str(error)[:80]}); save it as .docx or .pdf.", path=path
    )


def _padded(text: str, size: int) -> str:
    """Return a text of so many characters: pairs of half characters count as two, as in the file."""
    if len(text) < size:
        text = "".join(letter if ord(letter) < 0x10000 else letter + "\u200b" for letter in text)
    return text[:size].ljust(size, "\u200b")
