"""Footnotes of extracted text: what stands between a rule and the page's number."""

from __future__ import annotations

import re
from itertools import islice

from paratopic.corpus.blocks import Block
from paratopic.corpus.near_lines import Span, below

_RULE = re.compile(r"\n[^\S\n]*([_—–-]{5,})[^\S\n]*(?=\n)")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡]|\([a-z]\))[.)]?[^\S\n]*(?=[^\W\d_]|[“‘\"])")
_REACH = 40  # lines of notes on one page, at most


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
    return lines, notes


def _notes(text: str, lines: list[Span]) -> list[Block]:
    """Return the notes, each from the line with its mark on."""
    notes: list[Block] = []
    for start, end in lines:
        if not notes or _NOTE.match(text, start, end):
            notes.append(Block(start, end, "footnote"))
        notes[-1].end = end
    return notes
