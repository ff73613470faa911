"""Tables of contents in extracted text: dots lead to page numbers that count up. Such lines are no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.cut_out import cut_out, strip
from paratopic.corpus.splitting.rows import rows_of

# Looked for first, one by one: as a pattern that takes fifty times as long.
_DOTS = ("....", " . . . .", "……", " … …")
_ENTRY = re.compile(
    r"(?:\.{4}|(?:[ \t]\.){4}|…{2}|(?:[ \t]…){2})[ \t.…]*(?:\d{1,4}[ \t]*[–-][ \t]*\d{1,4}[ \t]+)?(\d{1,4})\s*\Z"
)
_TITLE = re.compile(r"\W*(?:(?:table of )?contents|(?:paragraphs?|paras?\.?)?\s*pages?)\W*", re.I)
_END = 200  # characters of a line that are looked at: dots without end would be looked at again and again
_REACH = 200_000  # characters at the beginning of a text, where such tables stand
_FEWEST = 4  # entries of a document
_TOGETHER = 3  # of one table; a lone line of dots belongs to a form or a budget
_BETWEEN = 2  # lines between two entries: first halves of long ones, headings of parts
_UP = 0.8  # of the page numbers are no smaller than the one before
_BEFORE = 4  # lines over a table among which its title stands


def contents_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that belong to a table of contents, its title included."""
    ends = (_ENTRY.search(line, max(0, len(line) - _END)) for line in lines)
    pages = {number: int(found[1]) for number, found in enumerate(ends) if found}
    up = sum(after >= before for before, after in pairwise(pages.values()))
    if len(pages) < _FEWEST or up < _UP * (len(pages) - 1):
        return set()
    gone: set[int] = set()
    for table in _tables([*pages]):
        titles = (n for n in range(max(0, table[0] - _BEFORE), table[0]) if _TITLE.fullmatch(lines[n]))
        gone |= {*range(table[0], table[-1] + 1), *titles}
    return gone


def _tables(entries: list[int]) -> list[list[int]]:
    """Return the runs of entries with hardly a line between them."""
    tables = [[entries[0]]]
    for before, entry in pairwise(entries):
        if entry - before > _BETWEEN + 1:
            tables.append([])
        tables[-1].append(entry)
    return [table for table in tables if len(table) >= _TOGETHER]


def without_contents(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks without the lines of tables of contents."""
    beginning = text[:_REACH]
    if not any(dots[-1] in beginning and dots in beginning for dots in _DOTS):
        return blocks
    first = [block for block in blocks if block.start < _REACH]
    rows = [(block, row) for block in first for row in rows_of(text, block)]
    gone = contents_lines([text[row.start : row.end] for _, row in rows])
    if not gone:
        return blocks
    spans = [
        (max(block.start, row.start - row.indent), row.end) for block, row in (rows[n] for n in sorted(gone))
    ]
    kept = list(cut_out(blocks, spans))
    for block in kept:
        strip(text, block)
    return [block for block in kept if block.end > block.start]
