"""Which word sets a token belongs to, worked out once for each token that occurs."""

from __future__ import annotations

from collections import defaultdict

from paratopic.codebook.pattern import Forms
from paratopic.codebook.tokens import NUMBER_WORDS

MEMORY = 200_000
SENTENCE_END = 1


class Vocabulary(dict[str, int]):
    """Map a token to the bits of the word sets it belongs to; 0 for a word that no rule names."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: dict[Forms, int] = {}
        self._exact: defaultdict[str, int] = defaultdict(int)
        self._prefix: defaultdict[str, int] = defaultdict(int)
        self._lengths: set[int] = set()
        self._number = 0
        self.bits[frozenset()] = SENTENCE_END

    def add(self, forms: Forms) -> int:
        """Return the bit of a word set, adding it if it is new."""
        bit = self.bits.get(forms)
        if bit is None:
            bit = self.bits[forms] = 1 << len(self.bits)
            self._index(forms, bit)
        return bit

    def _index(self, forms: Forms, bit: int) -> None:
        for form in forms:
            if form == "#":
                self._number |= bit
            elif form.endswith("*"):
                self._prefix[form[:-1]] |= bit
                self._lengths.add(len(form) - 1)
            else:
                self._exact[form] |= bit

    def __missing__(self, token: str) -> int:
        if not token[0].isalnum():
            self[token] = SENTENCE_END
            return SENTENCE_END
        self._forget()
        token, raw = token.removesuffix("'s").removesuffix("’s"), token
        self[raw] = mask = self._mask(token, token.lower())
        return mask

    def _mask(self, token: str, lower: str) -> int:
        mask = self._exact.get(lower, 0) | self._exact.get(token, 0)
        for length in self._lengths:
            mask |= self._prefix.get(lower[:length], 0) | self._prefix.get(token[:length], 0)
        if self._number and (lower in NUMBER_WORDS or lower[0].isdigit()):
            mask |= self._number
        return mask

    def _forget(self) -> None:
        if len(self) >= MEMORY:
            self.clear()
