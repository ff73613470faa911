"""OpenDocument texts (LibreOffice): paragraphs, lists and tables in order, deletions out, notes at the end."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.line_pieces import with_lines_joined
from paratopic.corpus.office.archives import DAMAGE, found_instead, refuse_bombs
from paratopic.corpus.office.cells import row_pieces
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import Piece, assemble, with_own_headings
from paratopic.corpus.source import Source
from paratopic.errors import InputError

READER = "opendocument/2"
WHAT = "an OpenDocument text (.odt)"
_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _META = (f"{_OASIS}{name}:1.0}}" for name in ("office", "text", "table", "meta"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_STYLE = f"{_OASIS}style:1.0}}"
_TITLES = ("Heading", "Title", "Subtitle")  # styles
_BOX = f"{_OASIS}drawing:1.0}}text-box"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CHARACTERS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
# What stands elsewhere (notes, boxes) or nowhere: deletions are kept in `tracked-changes`, an index repeats headings.
_GONE = frozenset(
    {
        *(f"{_TEXT}{name}" for name in ("note", "tracked-changes", "ruby-text", "hidden-text")),
        *(f"{_TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "illustration-index")),
        *(f"{_OFFICE}annotation", _BOX),
    }
)


def read_opendocument(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, the file's properties and its paragraphs.

    Raises InputError for another kind of file, a password, and what would unpack to more than `max_megabytes`.
    """
    refuse_bombs(raw, options, path, what=WHAT)
    content, properties = _parts(raw, path)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputError(f"expected {WHAT}, found another kind of OpenDocument file.", path=path)
    titles = _title_styles(content)
    pieces = [*_pieces(body, titles), *_notes(body)]
    text, blocks = assemble(with_lines_joined(with_own_headings(pieces)), options=options)
    title, day, language = (
        _property(properties, name) for name in (f"{_DC}title", f"{_META}creation-date", f"{_DC}language")
    )
    return Source(text, READER, title=title, date=day and day[:10], language=language), blocks


def _parts(raw: bytes, path: str) -> tuple[Any, Any]:
    """Return the roots of the text and of the properties, None where there are no properties."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if b"encryption-data" in (
                archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            ):
                raise InputError(f"expected {WHAT} that opens without a password, found one.", path=path)
            content = etree.fromstring(archive.read("content.xml"), parser)
            meta = etree.fromstring(archive.read("meta.xml"), parser) if "meta.xml" in names else None
    except (*DAMAGE, etree.LxmlError) as error:
        reason = "another kind of archive" if isinstance(error, KeyError) else found_instead(error)
        raise InputError(f"expected {WHAT}, found {reason}.", path=path) from None
    return content, meta


def _title_styles(content: Any) -> frozenset[str]:
    """Return the names of the styles of headings and titles, and of those that a program derived from them."""
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name")
        for style in content.iter(f"{_STYLE}style")
    }
    derived = {name for name, parent in parents.items() if (parent or "").startswith(_TITLES)}
    return frozenset(filter(None, derived))


def _pieces(container: Any, titles: frozenset[str], kind: str | None = None) -> Iterator[Piece]:
    """Yield the pieces of a body, a section, a list, a cell or a note; `kind` is that of its plain paragraphs."""
    for element in container:
        if element.tag in _PARAGRAPHS:
            yield Piece(_text(element), "heading" if _is_heading(element, titles) else kind or "loose")
            for box in element.iter(_BOX):
                if next(box.iterancestors(*_PARAGRAPHS)) is element:
                    yield from _pieces(box, titles)
        elif element.tag == f"{_TABLE}table":
            for row in element.iter(f"{_TABLE}table-row"):
                if next(row.iterancestors(f"{_TABLE}table")) is element:
                    yield from row_pieces(
                        _pieces(cell, titles) for cell in row.iterchildren(f"{_TABLE}table-cell")
                    )
        elif element.tag == _BOX or element.tag not in _GONE:
            yield from _pieces(element, titles, "item" if element.tag == f"{_TEXT}list" else kind)


def _is_heading(element: Any, titles: frozenset[str]) -> bool:
    style = element.get(f"{_TEXT}style-name") or ""
    return element.tag == _PARAGRAPHS[1] or style in titles or style.startswith(_TITLES)


def _notes(body: Any) -> Iterator[Piece]:
    for note in body.iter(f"{_TEXT}note-body"):
        yield from _pieces(note, frozenset(), "footnote")


def _text(element: Any) -> str:
    """Return a paragraph's text; several spaces in a row are an element that counts them."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif child.tag not in _GONE and isinstance(child.tag, str):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _property(root: Any, name: str) -> str | None:
    found = None if root is None else next(root.iter(name), None)
    return found.text if found is not None and found.text else None
