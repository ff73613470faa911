"""Walk a cleaned page and give its blocks in reading order; no recursion, so that depth does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paratopic.corpus.html.meta import is_metadata
from paratopic.corpus.html.prose import HEADINGS, INLINE, NOTE
from paratopic.corpus.html.words import is_phrase, is_way_out
from paratopic.corpus.pieces import Piece, tidy

_KINDS = {
    "p": "p",
    "li": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "heading",
    "dt": "heading",
    "pre": "pre",
    NOTE: "footnote",
}
_SHORT_CELL = 6  # words
_LONG_CELL = 20  # words: a cell with more is a paragraph, not a figure


def walk(root: Any) -> Iterator[Piece]:
    """Yield the pieces of a page; a row of a table is one piece, its cells parted by ` | `."""
    from lxml import etree

    state = _State()
    skip_table: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if skip_table is not None:
            if event == "end" and element is skip_table:
                skip_table = None
                state.add(element.tail)
            continue
        if event == "start":
            if tag == "table" and _is_data(element):
                yield from state.flush()
                yield from _rows(element)
                skip_table = element
                continue
            state.inline(tag, 1)
            if tag not in INLINE and tag != "br":
                yield from state.flush()
                state.open(tag)
            state.add(element.text, pre=state.kind() == "pre")
        else:
            if tag == "br":
                state.text.append("\n")
            elif tag not in INLINE:
                yield from state.flush()
                state.close(tag)
            state.inline(tag, -1)
            if element is not root:
                state.add(element.tail, pre=state.kind() == "pre")
    yield from state.flush()


class _State:
    """The block under way and the tags that are open around it."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.tags: list[str] = []
        self.linked = 0
        self.strong = 0
        self.slanted = 0
        self.depth = {"a": 0, "strong": 0, "em": 0}

    def open(self, tag: str) -> None:
        if tag in HEADINGS or tag in _KINDS:
            self.tags.append(tag)

    def close(self, tag: str) -> None:
        if self.tags and self.tags[-1] == tag:
            self.tags.pop()

    def inline(self, tag: str, step: int) -> None:
        """Note that a link, bold or slanted text starts (1) or ends (-1)."""
        tag = {"b": "strong", "i": "em"}.get(tag, tag)
        if tag in self.depth:
            self.depth[tag] += step

    def kind(self) -> str | None:
        if not self.tags:
            return None
        if self.tags[-1] in HEADINGS:
            return "heading"
        around = next(
            (tag for tag in reversed(self.tags) if tag in {"li", "blockquote", NOTE}), self.tags[-1]
        )
        return _KINDS[around if self.tags[-1] == "p" else self.tags[-1]]

    def add(self, text: str | None, *, pre: bool = False) -> None:
        if text:
            size = len("".join(text.split()))
            self.linked += size if self.depth["a"] else 0
            self.strong += size if self.depth["strong"] else 0
            self.slanted += size if self.depth["em"] else 0
            self.text.append(text if pre else text.replace("\n", " ").replace("\r", " "))

    def flush(self) -> Iterator[Piece]:
        text, linked = tidy("".join(self.text)), self.linked
        marked = max(self.strong, self.slanted)
        self.text.clear()
        self.linked = self.strong = self.slanted = 0
        size = len(text) - text.count(" ")
        kind = self.kind()
        if (
            not text
            or is_phrase(text)
            or is_metadata(text)
            or (kind != "heading" and _leads_away(text, linked, size))
        ):
            return
        if kind in {None, "p"} and marked >= 0.9 * size and _is_short(text) and text[-1] not in ".;,!?":
            kind = "heading"
        if kind == "heading":
            text = text.replace("\n", " ")
        yield Piece(text, {"pre": "loose", "p": None, None: "loose"}.get(kind, kind))


def _leads_away(text: str, linked: int, size: int) -> bool:
    """Tell whether a block is links, or says of its links that they lead away."""
    return (linked >= 0.8 * size and _is_short(text)) or (linked > 0.2 * size and is_way_out(text))


def _is_short(text: str) -> bool:
    return len(text.split()) <= 14


def _is_data(table: Any) -> bool:
    """Tell a table of figures from one that lays out a page."""
    if (
        table.find(".//table") is not None
        or table.find(".//h1") is not None
        or table.find(".//h2") is not None
    ):
        return False
    if table.find(".//th") is not None:
        return True
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row]
    if len(rows) == 1:  # a line of a page's head: "EN | Official Journal | L 209/1"
        return len(cells) > 2 and all(len(" ".join(cell.itertext()).split()) <= _SHORT_CELL for cell in cells)
    long = sum(len(" ".join(cell.itertext()).split()) > _LONG_CELL for cell in cells)
    return len(rows) > 1 and all(len(row) > 1 for row in rows) and long < 0.3 * len(cells)


def _rows(table: Any) -> Iterator[Piece]:
    for row in table.iter("tr"):
        short: list[str] = []
        for cell in row:
            if not isinstance(cell.tag, str):
                continue
            text = tidy(" ".join(piece for piece in cell.itertext()).replace("\n", " "))
            if len(text.split()) > _LONG_CELL:
                yield from _figures(short)
                short = []
                yield from walk_cell(cell)
            elif text:
                short.append(text)
        yield from _figures(short)


def _figures(cells: list[str]) -> Iterator[Piece]:
    if cells:
        yield Piece(" | ".join(cells), "table")


def walk_cell(cell: Any) -> Iterator[Piece]:
    """Yield the blocks of one long cell."""
    cell.tag, cell.tail = "div", None
    return walk(cell)
