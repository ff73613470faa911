"""The paragraphs, rows, boxes and notes of a rich text file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from paratopic.corpus.office.cells import row_pieces
from paratopic.corpus.office.rtf_tokens import Token, tokens
from paratopic.corpus.pieces import Piece, with_own_headings

_LETTERS = {
    **{"tab": " ", "line": "\n", "softline": "\n", "emspace": " ", "enspace": " ", "qmspace": " "},
    **{"emdash": "—", "endash": "–", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page"})
# Groups that hold no words of the text; of those that a reader may pass over (`\*`) only text boxes do.
_NO_TEXT = frozenset(
    {
        *("fonttbl", "colortbl", "info", "pict", "object", "listtable", "listoverridetable"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "revtbl"),
        *("fldinst", "nonshppict", "shprslt", "sp", "xe", "tc"),
    }
)
_BOX = "shpinst"
_TARGETS = {"footnote": "note", "shptxt": "box", "stylesheet": "style"}
_TITLES = ("heading", "title", "subtitle")  # styles
_HEADING = 20  # words


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces: no text at all, deleted or hidden text, and where the words go."""

    silent: bool = False
    gone: bool = False
    target: str = "text"


class RtfPieces:
    """What a file holds: `pieces` in order, `notes`, and the `title` that it says it has."""

    def __init__(self, raw: bytes) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[Piece] = []
        self.title: str | None = None
        self._words: dict[str, list[str]] = {"text": [], "note": [], "box": [], "title": [], "style": []}
        self._style: int | None = None  # that is described
        self._titles: set[int | None] = set()  # styles of headings
        self._cells: list[list[Piece]] = [[]]
        self._in_table = self._outlined = self._listed = False
        self._read(tokens(raw))
        self._end_paragraph("text")
        self._end_row()
        self.pieces = with_own_headings(self.pieces)

    def _read(self, found: Iterator[Token]) -> None:
        groups, first, optional = [_Group()], False, False
        for token in found:
            if token.kind == "{":
                groups.append(replace(groups[-1]))
                first, optional = True, False
            elif token.kind == "}":
                closed = groups.pop()
                groups = groups or [_Group()]
                if closed.target == "style":
                    self._end_style()
                elif closed.target != groups[-1].target:
                    self._end_paragraph(closed.target)
            elif token.kind == "text":
                first = False
                if not (groups[-1].silent or groups[-1].gone):
                    self._words[groups[-1].target].append(token.value)
            elif first and token.value == "*":
                optional = True
            else:
                if first:
                    _enter(groups[-1], token.value, optional=optional)
                first = False
                self._apply(token, groups[-1])

    def _apply(self, token: Token, group: _Group) -> None:
        word = token.value
        if word in {"deleted", "v"}:
            group.gone = token.number != 0
        elif word == "plain":
            group.gone = False
        elif group.silent or group.gone:
            return
        elif group.target == "style":
            self._style = token.number if word == "s" else self._style
        elif word in _LETTERS:
            self._words[group.target].append(_LETTERS[word])
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph(group.target)
        elif word in {"cell", "nestcell"}:
            self._end_paragraph("text")
            self._cells.append([])
        elif word in {"row", "nestrow"}:
            self._end_row()
        else:
            self._set_paragraph(word, token.number)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        """Remember what a paragraph is said to be: a cell, an item, one of a style or a level of headings."""
        if word == "pard":
            self._in_table = self._outlined = self._listed = False
        elif word == "intbl":
            self._in_table = True
        elif word == "s":
            self._outlined = number in self._titles
        elif word == "outlinelevel":
            self._outlined = number != 9
        elif word in {"listtext", "pntext"}:
            self._listed = True

    def _end_style(self) -> None:
        """Remember the style whose name has been read, if it is one of headings."""
        if "".join(self._words["style"]).strip().lower().startswith(_TITLES):
            self._titles.add(self._style)
        self._words["style"].clear()

    def _end_paragraph(self, target: str) -> None:
        text = "".join(self._words[target]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._words[target].clear()
        if not text.strip():
            return
        if target == "title":
            self.title = " ".join(text.split())
        elif target == "note":
            self.notes.append(Piece(text, "footnote"))
        elif target == "text" and (self._in_table or len(self._cells) > 1):
            self._cells[-1].append(Piece(text, "loose"))
        else:
            heading = self._outlined and len(text.split()) <= _HEADING
            self.pieces.append(Piece(text, "heading" if heading else "item" if self._listed else "loose"))

    def _end_row(self) -> None:
        self.pieces += row_pieces(self._cells)
        self._cells = [[]]


def _enter(group: _Group, word: str, *, optional: bool) -> None:
    """Say what a group is by its first word."""
    if word == "title" and group.silent:
        group.silent, group.target = False, "title"
    elif word in _TARGETS:
        group.target = _TARGETS[word]
    elif word in _NO_TEXT or (optional and word != _BOX):
        group.silent = True
