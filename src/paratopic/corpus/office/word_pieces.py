"""The paragraphs, tables, text boxes and notes of an opened Word file, in order and without what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from paratopic.corpus.office.cells import row_pieces
from paratopic.corpus.pieces import Piece

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = f"{_W}body"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("footnote", "endnote")  # each in a part of its own
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"}
)
_CONTENTS = re.compile(r"toc ?(?:\d|heading)|table of figures")  # styles of their entries
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def pieces_of(container: Any, document: Any, *, kind: str | None = None) -> Iterator[Piece]:
    """Yield the pieces of a body, a cell or a footnote; a deleted paragraph mark joins two paragraphs."""
    open_text = ""
    for element in _children(container):
        if element.tag == f"{_W}tbl":
            yield from _rows(element, document)
            continue
        style = _style(element, document)
        if _CONTENTS.match(style):
            continue
        text = open_text + _text(element)
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            open_text = text
            continue
        open_text = ""
        yield Piece(text, kind or _kind(element, style, text))
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from pieces_of(box, document)
    if open_text:
        yield Piece(open_text, kind)


def _children(container: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in container:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {
            f"{_W}sdt",
            f"{_W}sdtContent",
            f"{_W}ins",
            f"{_W}moveTo",
            f"{_W}customXml",
            f"{_W}smartTag",
        }:
            yield from _children(child)


def _text(paragraph: Any) -> str:
    """Return a paragraph's text without deletions, hidden runs, field codes and text boxes."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _CHARACTERS:
            parts.append(_CHARACTERS[element.tag])
        elif element.tag not in _GONE and element.tag != f"{_W}txbxContent" and not _is_hidden(element):
            stack.append(iter(element))
    return "".join(parts)


def _is_hidden(element: Any) -> bool:
    """Tell whether a run is marked as hidden: neither shown nor printed."""
    mark = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val") not in {"0", "false", "off"}


def _kind(paragraph: Any, style: str, text: str) -> str:
    short = len(text.split()) <= 20
    if short and (
        style.startswith(("heading", "title", "subtitle"))
        or paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None
    ):
        return "heading"
    if short and text.strip()[-1:].isalnum() and _all_bold(paragraph):
        return "heading"
    if "quote" in style:
        return "quote"
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or style.startswith("list"):
        return "item"
    return "loose"


def is_styled(document: Any) -> bool:
    """Tell whether a file marks its headings by styles, so that no other short paragraph need be one."""
    used = {style.get(f"{_W}val") for style in document.element.body.iter(f"{_W}pStyle")}
    return any((key or "").lower().startswith("heading") for key in used)


def _style(paragraph: Any, document: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if found is None:
        return ""
    key = found.get(f"{_W}val") or ""
    # Without the styles where their part is declared as another.
    styles = getattr(document.part, "styles", None) if key.isalnum() else None
    style = None if styles is None else styles.element.find(f"{_W}style[@{_W}styleId='{key}']/{_W}name")
    return (key if style is None else style.get(f"{_W}val") or key).lower()


def _all_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    return bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)


def _rows(table: Any, document: Any) -> Iterator[Piece]:
    """Yield a table row by row, without deleted rows; a table in a cell is that cell's."""
    for row in table.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None and next(row.iterancestors(f"{_W}tbl")) is table:
            cells = (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tbl")) is table)
            yield from row_pieces(pieces_of(cell, document) for cell in cells)


def note_parts(document: Any) -> dict[str, Any]:
    """Return the parts of a file that hold its footnotes and endnotes, parsed."""
    from docx.oxml import parse_xml

    related = {
        one.reltype.rsplit("/", 1)[-1]: one for one in document.part.rels.values() if not one.is_external
    }
    return {name: parse_xml(related[f"{name}s"].target_part.blob) for name in _NOTES if f"{name}s" in related}


def notes(parts: dict[str, Any], document: Any) -> Iterator[Piece]:
    """Yield the footnotes, then the endnotes; the lines that part them from the text are none."""
    for name, part in parts.items():
        for note in part.iter(f"{_W}{name}"):
            if note.get(f"{_W}type") is None:
                yield from pieces_of(note, document, kind="footnote")
