"""Footnotes of extracted text: what stands between a rule and the page's number."""

from __future__ import annotations

import re

from paratopic.corpus.blocks import Block

Lines = list[tuple[int, int, int]]  # start, end, number of the block
_RULE = re.compile(r"[^\S\n]*[_—–-]{5,}[^\S\n]*")
_NOTE = re.compile(r"[^\S\n]*(?:\[?\d{1,3}\]?|[*†‡]|\([a-z]\))[.)]?[^\S\n]*(?=[^\W\d_]|[“‘\"])")
_REACH = 40  # lines of notes on one page, at most


def footnote_lines(text: str, lines: Lines, marks: set[int]) -> set[int]:
    """Return the lines of the notes over each page mark, the rule over them included."""
    found: set[int] = set()
    for mark in marks:
        for i in range(mark - 2, max(-1, mark - _REACH), -1):
            if i in marks:
                break
            start, end, _ = lines[i]
            if _RULE.fullmatch(text, start, end):
                if _NOTE.match(text, lines[i + 1][0], lines[i + 1][1]):
                    found |= set(range(i, mark))
                break
    return found


def footnotes(text: str, lines: Lines, numbers: set[int]) -> list[Block]:
    """Return the notes, each from the line with its mark on."""
    notes: list[Block] = []
    last = -2
    for i in sorted(numbers):
        start, end, _ = lines[i]
        if _RULE.fullmatch(text, start, end) or end == start:
            continue
        if i > last + 1 or not notes or _NOTE.match(text, start, end):
            notes.append(Block(start, end, "footnote"))
        notes[-1].end = end
        last = i
    for note in notes:
        note.start += len(text[note.start : note.end]) - len(text[note.start : note.end].lstrip())
        note.end -= len(text[note.start : note.end]) - len(text[note.start : note.end].rstrip())
    return notes
