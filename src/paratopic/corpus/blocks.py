"""Stretches of text between blank lines, and what the whole page says about its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from paratopic.corpus.marks import JOINING, TERMINAL

# Non-blank lines up to a blank line or a form feed; in a quotation a line with only its mark is blank.
_BLOCK = re.compile(r"\S.*(?:\n[^\S\n\f]*\S.*)*")
_QUOTED = re.compile(r"\S.*(?:\n[^\S\n\f]*(?!>+[^\S\n]*(?:\n|\Z))\S.*)*")
_EMPTY_QUOTE = re.compile(r"\n>+[^\S\n]*(?=\n)")
SAMPLE = 5_000  # blocks that are looked at
_SENTENCE = 12  # spaces: more words in capitals are no heading
_SENTENCE_END = frozenset(".!?;:…")
# Abbreviations that a name or a number follows.
_ABBREVIATION = re.compile(
    r"\b(?:Nos?|Mr|Mrs|Ms|Messrs|Dr|Prof|St|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|H\.R|S\.Res|Arts?|art|paras?|Paras?|pp?|"
    r"vols?|Vol|cf|e\.g|i\.e|vs|approx|Res|Doc|Sen|Rep|Gov|Ref|Sec|Ch|Fig|[A-Z])\.\Z"
)
_CLOSERS = frozenset(")]\"'”’»*_0123456789¹²³⁰⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Block:
    """A stretch of the source on its way to being a paragraph; `omitted` are absolute (start, end)."""

    start: int
    end: int
    kind: str = "text"
    heading: str | None = None
    omitted: list[tuple[int, int]] = field(default_factory=list)
    page: int | None = None


def find_blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """Return the stretches between blank lines, in order, without the spaces around them."""
    blocks = []
    pattern = _QUOTED if _EMPTY_QUOTE.search(text) else _BLOCK
    for found in pattern.finditer(text, start, len(text) if end is None else end):
        first, last = found.span()
        while pattern is _QUOTED and first < last and text[first] in "> \t":
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            blocks.append(Block(first, last))
    return blocks


def is_closed(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch ends a sentence or a clause, closing quotation marks apart."""
    last = text[end - 1]
    if last in _SENTENCE_END:
        return (
            last != "."
            or text[end - 7 : end - 1].isalpha()
            or not _ABBREVIATION.search(text, max(start, end - 8), end)
        )
    return last in _CLOSERS and TERMINAL.search(text, max(start, end - 12), end) is not None


class Layout:
    """What a whole text tells about its lines, by its blocks as they are now: they grow when they are joined."""

    def __init__(self, text: str, blocks: list[Block], *, paged: bool = False) -> None:
        self.text, self.blocks, self.paged = text, blocks, paged
        self.width, self.capitals = self._width(), self._in_capitals()
        self.torn = self._torn()

    def _width(self) -> int | None:
        """Return the characters to which lines are wrapped; None where they are not wrapped."""
        lengths = []
        for block in self.blocks[:SAMPLE]:
            if self.text.find("\n", block.start, block.end) >= 0:
                lines = self.text[block.start : block.end].split("\n")
                lengths += [len(line.rstrip()) for line in lines[:-1]]
        if len(lengths) < 3:
            return None
        lengths.sort()
        width = lengths[int(0.9 * (len(lengths) - 1))]
        return width if 30 <= width <= 160 else None

    def _in_capitals(self) -> bool:
        """Tell whether the text is in capitals (telex), so that case says nothing."""
        start = self.blocks[len(self.blocks) // 3].start if self.blocks else 0
        sample = self.text[start : start + 1_500]
        if 5 * sum(map(sample.count, "eta")) >= len(sample):  # the capitals can't be four times as many
            return False
        upper = sum(map(sample.count, "ETAOINSRHL"))
        return upper > 4 * sum(map(sample.count, "etaoinsrhl"))

    def _torn(self) -> float:
        """Return how often a blank line falls inside a sentence, as in extracts from PDFs and recognised pages."""
        text, torn = self.text, 0
        for block, after in pairwise(self.blocks[:SAMPLE]):
            if not is_closed(text, block.start, block.end) and text[block.end : after.start].isspace():
                torn += (
                    text[after.start].islower()
                    or (self.capitals and text.count(" ", block.start, block.end) > _SENTENCE)
                    or JOINING.search(text, max(block.start, block.end - 12), block.end) is not None
                )
        return torn / min(len(self.blocks), SAMPLE) if torn >= (1 if self.capitals else 2) else 0.0

    def breaks(self, block: Block, after: Block) -> bool:
        """Tell whether a sentence may go on from one block to the next: page marks between them, or torn text."""
        return self.torn >= 0.01 or (self.paged and not self.text[block.end : after.start].isspace())
