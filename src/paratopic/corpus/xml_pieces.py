"""The pieces of an XML document: its elements are told by their names, whichever vocabulary they are from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from paratopic.corpus.office.cells import row_pieces
from paratopic.corpus.pieces import Piece, tidy


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARAGRAPHS = _names("p para simpara seg ab")
_HEADINGS = _names(
    "head heading subheading crossheading title hd bridgehead major-heading minor-heading oral-heading"
)
_NUMBERS = _names("num enum label")
_SPEAKERS = _names("from speaker")
_ITEMS = _names("item li listitem list-item")
_ROWS, _CELLS = _names("row tr"), _names("cell td th entry")
_BLOCKS = PARAGRAPHS | _ITEMS | _ROWS
_FOOTNOTES = _names("authorialnote footnote fn ftnt")
_ASIDES = _names("note stage remark scene narrative summary")
# What is about the document, or is no text of it: members' votes, pictures, what happened in the room.
_GONE = _names(
    "teiheader meta metadata article-meta journal-meta info standoff ref-list toc divisioncount mplist "
    "lordlist facsimile graphic figdesc svg script style vocal kinesic incident gap pb desc"
)
_BREAKS = _names("br lb eol")
_TOKENS = _names("w pc")
_NAME = "speakername"
_END = Piece("", "speaker")


def name_of(element: Any) -> str:
    """Return an element's name without its namespace, in lower case; nothing for what is no element."""
    tag = getattr(element, "tag", None)
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def pieces_of(root: Any) -> Iterator[Piece]:
    """Yield the pieces of a document in order, footnotes at the end; who speaks stands before what is said."""
    yield from _with_speakers(_pieces(root))
    for element in root.iter("{*}*"):
        if _is_footnote(element):
            yield Piece(_text(element), "footnote")


def _pieces(element: Any) -> Iterable[Piece]:
    name = name_of(element)
    if name in _SPEAKERS or (name == "note" and element.get("type") == "speaker"):
        return [Piece(_text(element), "speaker")]
    if name in _ASIDES:
        return [Piece(_text(element), "aside")]
    if name in _ROWS and any(name_of(cell) in _CELLS for cell in element):
        return row_pieces(_mixed(cell) for cell in element if name_of(cell) in _CELLS)
    if name in PARAGRAPHS or _says_something(element):
        return _mixed(element)
    return _walk(element)


def _walk(container: Any) -> Iterator[Piece]:
    """Yield the pieces of an element that has no text of its own; a number goes before what it numbers."""
    if container.get(_NAME) and not container.get("nospeaker"):
        yield Piece(container.get(_NAME), "speaker")
    number = ""
    for element in container:
        name = name_of(element)
        if name in _NUMBERS:
            number = f"{number} {_text(element)}".strip()
        elif name in _HEADINGS:
            yield Piece(f"{number} {_text(element)}", "heading")
            number = ""
        elif name and name not in _GONE and not _is_footnote(element):
            for piece in _pieces(element):
                yield replace(piece, text=f"{number} {piece.text.lstrip()}") if number else piece
                number = ""
    if number:
        yield Piece(number, "loose")


def _mixed(element: Any) -> Iterator[Piece]:
    """Yield the pieces of an element with text of its own: the text between the paragraphs and items within it."""
    kind = "item" if any(name_of(one) in _ITEMS for one in (element, element.getparent())) else None
    if any(name_of(inner) in _TOKENS for inner in element.iterdescendants()):
        yield Piece(_of_tokens(element), kind)
        return
    text = [element.text or ""]
    for child in element:
        if name_of(child) not in _GONE and not _is_footnote(child) and _holds_blocks(child):
            yield Piece(_line(text), kind)
            yield from _pieces(child)
            text = []
        else:
            text += _parts_of(child)
        text.append(child.tail or "")
    yield Piece(_line(text), kind)


def _with_speakers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put who speaks before the first paragraph, as a printed record does."""
    speaker = ""
    for piece in chain(pieces, [_END]):
        if speaker and piece.kind in {None, "item"}:
            yield replace(piece, text=f"{speaker}: {piece.text.lstrip()}")
        elif speaker and piece.kind == "speaker":  # who said nothing
            yield Piece(speaker, "loose")
        elif piece.kind != "speaker":
            yield piece
            continue
        speaker = tidy(piece.text.replace("\n", " ")).rstrip(":") if piece.kind == "speaker" else ""


def _says_something(element: Any) -> bool:
    """Tell whether text stands in the element itself, not only in others within it."""
    return any(part and not part.isspace() for part in (element.text, *(child.tail for child in element)))


def _holds_blocks(element: Any) -> bool:
    return any(name_of(one) in _BLOCKS and not _is_in_footnote(one) for one in element.iter("{*}*"))


def _is_footnote(element: Any) -> bool:
    """Tell whether an element is a note to the text; what TEI calls so between paragraphs stands there itself."""
    if name_of(element) != "note":
        return name_of(element) in _FOOTNOTES
    return any(name_of(above) in PARAGRAPHS for above in element.iterancestors())


def _is_in_footnote(element: Any) -> bool:
    return any(map(_is_footnote, element.iterancestors()))


def _text(element: Any) -> str:
    """Return an element's text on one line, but for the breaks that it marks."""
    return _line([element.text or "", *_inner(element)])


def _line(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split()).replace("\x00", "\n")


def _inner(element: Any) -> Iterator[str]:
    for child in element:
        yield from _parts_of(child)
        yield child.tail or ""


def _parts_of(element: Any) -> Iterator[str]:
    """Yield the text of an element within a sentence."""
    name = name_of(element)
    if name in _BREAKS:
        yield "\x00"
    if name and name not in _GONE and not _is_footnote(element):
        yield element.text or ""
        yield from _inner(element)


def _of_tokens(element: Any) -> str:
    """Return the text of an annotated document: words and signs, with spaces but where it says there is none."""
    parts = []
    for token in element.iter("{*}w", "{*}pc"):
        if name_of(token.getparent()) == "w":
            continue  # what a contraction stands for
        parts.append((token.text or "").strip())
        parts.append("" if token.get("join") in {"right", "both"} else " ")
    return "".join(parts).strip()
