"""The paragraphs, rows and notes of a Word 97-2003 file's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paratopic.corpus.office.cells import row_pieces
from paratopic.corpus.office.doc_file import DocFile, Stretch
from paratopic.corpus.office.doc_marks import DocMarks
from paratopic.corpus.pieces import Piece

_CELL = "\x07"
_ENDS = re.compile("[\r\x07\x0c\x0e]")
# What stands for something else: ends of lines, hyphens, tabs; and for nothing that is read: pictures, notes' marks.
_LETTERS = {
    **dict.fromkeys((*range(9), *range(0x0F, 0x1E), 0x1F, 0x200B)),
    **{0x09: " ", 0x0B: "\n", 0x1E: "-", 0xA0: " "},
}
_BEGIN, _MIDDLE, _END = "\x13", "\x14", "\x15"  # of a field: what it asks for, what it shows
_FIELD = re.compile("[\x13\x14\x15]")
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX)\b")
_LEFT_OUT = "\x01"
_DEEP = 50  # fields inside fields
_HEADING = 25  # words


def doc_pieces(file: DocFile) -> Iterator[Piece]:
    """Yield the pieces of the text, of boxes, and of notes."""
    marks = DocMarks(file)
    shown = _shown(file.text, marks.gone)
    for part, kind in (
        ("main", "loose"),
        ("boxes", "loose"),
        ("footnotes", "footnote"),
        ("endnotes", "footnote"),
    ):
        yield from _part_pieces(shown, file.parts[part], kind, marks)


def _part_pieces(text: str, part: Stretch, kind: str, marks: DocMarks) -> Iterator[Piece]:
    cells: list[list[Piece]] = [[]]
    start, last = part[0], min(part[1], len(text))
    for found in _ENDS.finditer(text, *part):
        end = found.start()
        ends_cell = found.group() == _CELL
        in_row = ends_cell or marks.in_table(end)
        if ends_cell and marks.ends_row(end):
            yield from row_pieces(cells)
            cells = [[]]
        elif piece := _piece(text[start:end], kind, heading=not in_row and marks.is_heading(end)):
            if in_row:
                cells[-1].append(piece)
            else:
                yield piece
        if ends_cell and cells != [[]]:
            cells.append([])
        start = found.end()
    yield from row_pieces(cells)
    if piece := _piece(text[start:last], kind, heading=False):
        yield piece


def _piece(text: str, kind: str, *, heading: bool) -> Piece | None:
    words = text.translate(_LETTERS).strip()
    if not words:
        return None
    return Piece(words, "heading" if heading and len(words.split()) <= _HEADING else kind)


def _shown(text: str, gone: list[Stretch]) -> str:
    """Return the text, character for character, with what is not shown as characters that are left out."""
    letters, done = list(text), 0
    for begin, end in sorted([*gone, *_silent(text)]):
        start, done = max(begin, done), max(end, done)
        letters[start:end] = [letter if _ENDS.match(letter) else _LEFT_OUT for letter in letters[start:end]]
    return "".join(letters)


def _silent(text: str) -> Iterator[Stretch]:
    """Yield what fields ask for, and all of those that list contents."""
    fields: list[tuple[int, bool]] = []  # under way: where each began, whether nothing of it is shown
    since = 0
    for found in _FIELD.finditer(text):
        place, sign = found.start(), found.group()
        if fields and fields[-1][1]:
            yield since, place
        since = place
        if sign == _BEGIN:
            fields.append((place, True))
        elif sign == _MIDDLE and fields:
            begin, _ = fields.pop()
            outer = any(silent for _, silent in fields[-_DEEP:])
            fields.append((begin, outer or _CONTENTS.match(text, begin + 1, place) is not None))
        elif sign == _END and fields:
            fields.pop()
