"""The shipped corpus as Word 97-2003 files, byte by byte: letters of two widths, styles, rows, deletions, notes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise

DELETED = "These deleted words must never appear. "
CONTENTS = "\x13 TOC \\o \x14Section 1 ... 4\x15"
LINK = "\x13 HYPERLINK http://x.example \x14the annex\x15"
_SECTOR = 512
_NORMAL, _HEADING = 0, 1
_ROW_END = struct.pack("<HB", 0x2417, 1)
_GONE = struct.pack("<HB", 0x0800, 1)

Paragraph = tuple[str, int, bytes]  # text with its mark, style, properties


def doc_file(paragraphs: list[str], notes: Sequence[str] = ()) -> bytes:
    """Return a .doc: headings, a table of figures, each seventh paragraph in a cell, each third with a deletion."""
    body: list[Paragraph] = [
        ("A statement of the Ministry\r", _HEADING, b""),
        (f"{CONTENTS}\r", _NORMAL, b""),
    ]
    for i, text in enumerate(paragraphs):
        if i % 6 == 0:
            body.append((f"Section {i // 6 + 1}\r", _HEADING, b""))
        if i % 7 == 3:
            body += [(f"{text}\x07", _NORMAL, b""), ("\x07", _NORMAL, _ROW_END)]
        else:
            body.append((f"{DELETED if i % 3 == 2 else ''}{text}\r", _NORMAL, b""))
    return written(body, [(f"\x02 {note}\r", _NORMAL, b"") for note in notes])


def written(
    body: list[Paragraph], notes: Sequence[Paragraph] = (), *, flags: int = 0, version: int = 0xC1
) -> bytes:
    """Return the file with these paragraphs in its text and its notes; every other one takes two bytes a letter."""
    document, pieces, places = bytearray(2048), [], [2048]
    for i, (text, *_) in enumerate([*body, *notes]):
        wide = _is_wide(i, text)
        pieces.append((_units(text), len(document) if wide else 2 * len(document) | 0x40000000))
        document += text.encode("utf-16-le" if wide else "cp1252")
        places.append(len(document))
    document += bytes(-len(document) % _SECTOR)
    table = bytearray()
    parts = {1: _styles(), 33: _piece_table(pieces)}
    parts[13] = _pages(
        document,
        [(*at, _paragraph_marks(one)) for at, one in zip(_pairs(places), [*body, *notes], strict=True)],
        13,
    )
    parts[12] = _pages(document, _runs([*body, *notes], places), 1)
    struct.pack_into("<HH", document, 0, 0xA5EC, version)
    struct.pack_into("<H", document, 0x0A, 0x0200 | flags)
    struct.pack_into(
        "<2I", document, 0x4C, sum(_units(text) for text, *_ in body), sum(_units(text) for text, *_ in notes)
    )
    for number, part in parts.items():
        struct.pack_into("<2I", document, 0x9A + 8 * number, len(table), len(part))
        table += part
    return compound({"WordDocument": bytes(document), "1Table": bytes(table)})


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _is_wide(number: int, text: str) -> bool:
    """Tell whether a paragraph takes two bytes a letter: every other one, and those that cp1252 can't hold."""
    return number % 2 == 1 or text.encode("cp1252", "ignore").decode("cp1252") != text


def _pairs(places: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(places))


def _paragraph_marks(paragraph: Paragraph) -> bytes:
    """Return style and properties with their length, in words."""
    said = struct.pack("<H", paragraph[1]) + paragraph[2]
    said += bytes(1 - len(said) % 2)
    return bytes([(len(said) + 1) // 2]) + said


def _runs(paragraphs: list[Paragraph], places: list[int]) -> list[tuple[int, int, bytes]]:
    runs = []
    for i, ((text, *_), (start, end)) in enumerate(zip(paragraphs, _pairs(places), strict=True)):
        cut = start + (_is_wide(i, text) + 1) * (len(DELETED) if text.startswith(DELETED) else 0)
        runs += [(start, cut, bytes([len(_GONE)]) + _GONE)] if cut > start else []
        runs.append((cut, end, b""))
    return runs


def _pages(document: bytearray, marks: list[tuple[int, int, bytes]], step: int) -> bytes:
    """Append the pages that say how stretches are set, and return the table that names them."""
    firsts, numbers = [], []
    for start in range(0, len(marks), 15):
        some = marks[start : start + 15]
        page = bytearray(_SECTOR)
        struct.pack_into(f"<{len(some) + 1}I", page, 0, *(mark[0] for mark in some), some[-1][1])
        free = _SECTOR - 2
        for i, (_, _, said) in enumerate(some):
            if said:
                free = (free - len(said)) // 2 * 2
                page[free : free + len(said)] = said
                page[4 * (len(some) + 1) + step * i] = free // 2
        page[-1] = len(some)
        firsts.append(some[0][0])
        numbers.append(len(document) // _SECTOR)
        document += page
    return struct.pack(f"<{len(firsts) + 1}I{len(numbers)}I", *firsts, marks[-1][1], *numbers)


def _styles() -> bytes:
    head = struct.pack("<HHH", 4, 2, 10)
    return head + b"".join(struct.pack("<H10s", 10, struct.pack("<H", kind)) for kind in (0, 1))


def _piece_table(pieces: list[tuple[int, int]]) -> bytes:
    ends = [0]
    for size, _ in pieces:
        ends.append(ends[-1] + size)
    table = struct.pack(f"<{len(ends)}I", *ends) + b"".join(
        struct.pack("<HIH", 0, place, 0) for _, place in pieces
    )
    return struct.pack("<BHH", 1, 2, 0) + struct.pack("<BI", 2, len(table)) + table


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file; streams are padded so that none is a small one."""
    sectors, fat, entries = bytearray(), [], []
    for name, stream in streams.items():
        data = stream.ljust(4096, b"\x00") + bytes(-max(4096, len(stream)) % _SECTOR)
        entries.append((name, 2, len(fat), len(data)))
        count = len(data) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
        sectors += data
    directory = b"".join(
        _entry(name, kind, start, size, child=1 if kind == 5 else None, right=right)
        for name, kind, start, size, right in (
            ("Root Entry", 5, 0xFFFFFFFE, 0, None),
            *((*entry, i + 2 if i + 1 < len(entries) else None) for i, entry in enumerate(entries)),
        )
    )
    directory += bytes(-len(directory) % _SECTOR)
    first = len(fat)
    count = len(directory) // _SECTOR
    fat += [*range(first + 1, first + count), 0xFFFFFFFE]
    sectors += directory
    fats = -(-(len(fat) + 1) // 127)
    places = range(len(fat), len(fat) + fats)
    fat += [0xFFFFFFFD] * fats
    fat += [0xFFFFFFFF] * (128 * fats - len(fat))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        first,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    )
    difat = struct.pack("<109I", *places, *([0xFFFFFFFF] * (109 - fats)))
    return head + difat + bytes(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int, *, child: int | None, right: int | None) -> bytes:
    title = name.encode("utf-16-le") + b"\x00\x00"
    none = 0xFFFFFFFF
    links = [none, none if right is None else right, none if child is None else child]
    return struct.pack("<64sHBB3I16x4x16xIII", title, len(title), kind, 1, *links, start, size, 0)
