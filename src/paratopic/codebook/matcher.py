"""Find every phrase of a codebook in a text, in one pass over its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from paratopic.codebook.pattern import Step
from paratopic.codebook.tokens import TOKEN
from paratopic.codebook.vocabulary import SENTENCE_END, Vocabulary

Hit = tuple[int, int]
"""First and last token of a match."""


@dataclass(slots=True)
class _Sequence:
    group: int
    need: int
    steps: tuple[tuple[int, int, int], ...]
    """For each word after the first: its bit, the fewest and the most words between."""


@dataclass(slots=True)
class Found:
    """The hits of one text by phrase group, in token positions, and where its sentences end."""

    hits: dict[int, list[Hit]]
    ends: list[int]

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return bisect_left(self.ends, token)


@dataclass(slots=True)
class Matcher:
    """Phrase groups compiled to bit sets; a group is a list of patterns that count as one."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _groups: dict[tuple[tuple[Step, ...], ...], int] = field(default_factory=dict)
    _by_first: dict[int, list[_Sequence]] = field(default_factory=dict)
    _firsts: dict[int, tuple[_Sequence, ...]] = field(default_factory=dict)

    def add(self, sequences: Iterable[tuple[Step, ...]]) -> int:
        """Return the number of a phrase group; equal groups share one."""
        key = tuple(sequences)
        if key not in self._groups:
            self._groups[key] = len(self._groups)
            for steps in key:
                self._add_sequence(steps, self._groups[key])
        return self._groups[key]

    def _add_sequence(self, steps: tuple[Step, ...], group: int) -> None:
        bits = [self.vocabulary.add(step.forms) for step in steps]
        need = 0
        for bit in bits:
            need |= bit
        rest = tuple((bit, step.low, step.high) for bit, step in zip(bits[1:], steps[1:], strict=True))
        self._by_first.setdefault(bits[0], []).append(_Sequence(group, need, rest))

    def find(self, text: str) -> Found:
        """Return the hits of every group in `text`."""
        vocabulary = self.vocabulary
        masks = [vocabulary[token] for token in TOKEN.findall(text)]
        present = 0
        for mask in set(masks):
            present |= mask
        hits: dict[int, list[Hit]] = {}
        ends: list[int] = []
        for start, mask in enumerate(masks):
            if mask == SENTENCE_END:
                ends.append(start)
            elif mask:
                self._start(masks, start, present, hits)
        return Found(hits, ends)

    def _start(self, masks: list[int], start: int, present: int, hits: dict[int, list[Hit]]) -> None:
        for sequence in self._sequences(masks[start]):
            if sequence.need & present == sequence.need:
                end = _follow(masks, start, sequence.steps) if sequence.steps else start
                if end >= 0:
                    hits.setdefault(sequence.group, []).append((start, end))

    def _sequences(self, mask: int) -> tuple[_Sequence, ...]:
        """Return the sequences that may begin at a token of this mask."""
        found = self._firsts.get(mask)
        if found is None:
            found = tuple(item for bit in _bits(mask) for item in self._by_first.get(bit, ()))
            self._firsts[mask] = found
        return found


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _follow(masks: list[int], start: int, steps: tuple[tuple[int, int, int], ...]) -> int:
    """Return the last token of the shortest match that begins at `start`, or -1.

    Keeps the places reached, so that nested gaps cost no more than their widths added up.
    """
    places = [start]
    size = len(masks)
    for bit, low, high in steps:
        if low == high == 0:
            places = [place + 1 for place in places if place + 1 < size and masks[place + 1] & bit]
        else:
            places = _reach(masks, places, bit, low, high)
        if not places:
            return -1
    return places[0]


def _reach(masks: list[int], places: list[int], bit: int, low: int, high: int) -> list[int]:
    """Return the places of the next word; each token is looked at once, however the windows overlap."""
    reached: list[int] = []
    scanned, stop = 0, len(masks)
    for place in places:
        for at in range(max(place + 1, scanned), min(place + high + 2, stop)):
            scanned = at + 1
            mask = masks[at]
            if mask == SENTENCE_END:
                stop = at
                break
            if mask & bit and at > place + low:
                reached.append(at)
    return reached
