"""How well paragraphs were found: F1 of their first words, recall of words, share of words that belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Score:
    """Counts over any number of documents; a boundary is the place of a paragraph's first word."""

    expected: int = 0
    found: int = 0
    right: int = 0
    words: int = 0
    kept: int = 0
    given: int = 0
    exact: int = 0

    def add(self, gold: list[str], got: list[str]) -> None:
        gold_words, gold_starts = _stream(gold)
        got_words, got_starts = _stream(got)
        matcher = SequenceMatcher(None, gold_words, got_words, autojunk=False)
        place = {}
        for block in matcher.get_matching_blocks():
            for k in range(block.size):
                place[block.b + k] = block.a + k
        self.expected += len(gold_starts)
        self.found += len(got_starts)
        self.right += len({place.get(start) for start in got_starts} & set(gold_starts))
        self.words += len(gold_words)
        self.kept += len(place)
        self.given += len(got_words)
        squeezed = {"".join(_WORD.findall(text.lower())) for text in got}
        self.exact += sum("".join(_WORD.findall(text.lower())) in squeezed for text in gold)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.expected + self.found)

    @property
    def recall(self) -> float:
        return self.kept / max(1, self.words)

    @property
    def precision(self) -> float:
        return self.kept / max(1, self.given)


def _stream(paragraphs: list[str]) -> tuple[list[str], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    for paragraph in paragraphs:
        found = _WORD.findall(paragraph.lower())
        if found:
            starts.append(len(words))
            words += found
    return words, starts
