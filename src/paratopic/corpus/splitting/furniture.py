"""Page furniture in extracted text: page numbers, the running heads beside them, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from paratopic.corpus.blocks import Block
from paratopic.corpus.splitting.cut_out import cut_out, strip
from paratopic.corpus.splitting.footnotes import footnote_lines
from paratopic.corpus.splitting.head_key import LONGEST, head_key, masked
from paratopic.corpus.splitting.near_lines import Span, above, below, words_of
from paratopic.corpus.splitting.page_marks import page_marks
from paratopic.corpus.splitting.signs import Signs

_TRAILING = re.compile(r"[^\S\n]+(?:\.[^\S\n]*){2,}/[^\S\n]*\d{1,3}[^\S\n]*\Z")
_REACH = 4  # a running head stands within so many lines of a page mark
_FEW = 6  # page marks: with fewer, a head that stands beside one of them and once elsewhere counts


def without_page_marks(text: str, blocks: list[Block], signs: Signs) -> tuple[list[Block], list[Block]]:
    """Return (blocks without page numbers and running heads, footnotes); blocks that hold nothing else are dropped."""
    marks = page_marks(text, signs)
    if not marks:
        return blocks, []
    flat = text.replace("\f", "\n")  # a form feed ends a line too, and some tools write no other sign there
    marks |= _running_heads(flat, marks)
    lines, notes = footnote_lines(flat, marks)
    return _cut(text, blocks, sorted(marks | lines)), notes


def _running_heads(text: str, marks: set[Span]) -> set[Span]:
    """Return the short lines that recur, digits apart, near page marks and hardly elsewhere."""
    near: set[Span] = set()
    for start, end in marks:
        near |= {*islice(above(text, start), _REACH), *islice(below(text, end), _REACH)}
    heads = (" ".join(masked(text[a:b]).split()) for a, b in near - marks if 4 <= b - a <= 2 * LONGEST)
    beside = Counter(head_key(head) for head in heads if len(head) <= LONGEST and _may_be_head(head))
    least = 1 if len(marks) < _FEW else 2
    likely = {key: count for key, count in beside.items() if count >= least}
    lines = [head_key(line) for line in masked(text).split("\n")] if likely else []
    everywhere = Counter(line for line in lines if line in likely)
    often = {key for key, count in everywhere.items() if count >= 2 and 2 * likely[key] >= count}
    return _places(text, lines, often) if often else set()


def _may_be_head(line: str) -> bool:
    return len(line) > 2 and not line.endswith((".", ";", ":")) and bool(line.strip("_—–-*= "))


def _places(text: str, lines: list[str], heads: set[str]) -> set[Span]:
    """Return where the heads stand; `lines` are the keys of the text's own."""
    places: set[Span] = set()
    position = 0
    for line, key in zip(text.split("\n"), lines, strict=True):
        if key in heads and (span := words_of(text, position, position + len(line))):
            places.add(span)
        position += len(line) + 1
    return places


def _cut(text: str, blocks: list[Block], furniture: list[Span]) -> list[Block]:
    """Return what is left of each block."""
    kept = list(cut_out(blocks, furniture))
    for block in kept:
        last = max(block.start, block.end - 40)
        if "/" in text[last : block.end] and (found := _TRAILING.search(text, last, block.end)):
            block.end = found.start()
        strip(text, block)
    return [block for block in kept if block.end > block.start]
