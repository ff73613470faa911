"""Footnotes of extracted text: what stands between a rule, or a mark that the text has too, and the page's number."""

from __future__ import annotations

import re
from itertools import islice

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.near_lines import Span, above, below

_RULE = re.compile(r"\n[^\S\n]*([_—–-]{5,})[^\S\n]*(?=\n)")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡]|\([a-z]\))[.)]?[^\S\n]*(?=[^\W\d_]|[“‘\"])")
_GLUED = re.compile(r"(\d{1,3})[^\S\n]?(?=[A-ZÀ-Þ“‘\"])")
_ANY_GLUED = re.compile(r"\n\d{1,3}[^\S\n]?[A-ZÀ-Þ“‘\"]")
_REACH = 60  # lines of a page, at most


def footnote_lines(text: str, marks: set[Span]) -> tuple[set[Span], list[Block]]:
    """Return (the lines of the notes between a rule and a page mark, with the rule; the notes)."""
    lines: set[Span] = set()
    notes: list[Block] = []
    for rule in _RULE.finditer(text):
        found: list[Span] = []
        for span in islice(below(text, rule.end()), _REACH):
            if span in marks:
                lines |= {rule.span(1), *found} if found else set()
                notes += _notes(text, found)
                break
            if not found and not _NOTE.match(text, *span):
                break
            found.append(span)
    for mark in marks if _ANY_GLUED.search(text) else ():
        if mark not in lines and (found := _unruled(text, mark, marks)):
            lines |= set(found)
            notes += _notes(text, found)
    return lines, notes


def _unruled(text: str, mark: Span, marks: set[Span]) -> list[Span]:
    """Return the lines over a page mark that start with numbers which the page glues to its words: "force.3"."""
    lines: list[Span] = []
    for span in islice(above(text, mark[0]), _REACH):
        if span in marks:
            break
        lines.append(span)
    lines.reverse()
    for i, (start, end) in enumerate(lines):
        numbered = _GLUED.match(text, start, end)
        if numbered and i and _refers(text, lines[0][0], start, numbered.group(1)):
            return lines[i:]
    return []


def _refers(text: str, start: int, end: int, number: str) -> bool:
    """Tell whether a stretch has a number directly behind a word or its full stop; the one in "G7" is none.

    At a line's end a space may stand before the number: raised letters are set apart there.
    """
    sign = rf"[a-zß-öø-ÿ](?:[.,;:)”’\"]*{number}(?=\s)|[.,;:)”’\"]+ {number}[^\S\n]*\n)"
    return re.search(sign, text[start:end]) is not None


def _notes(text: str, lines: list[Span]) -> list[Block]:
    """Return the notes, each from the line with its mark on."""
    notes: list[Block] = []
    for start, end in lines:
        if not notes or _NOTE.match(text, start, end):
            notes.append(Block(start, end, "footnote"))
        notes[-1].end = end
    return notes
