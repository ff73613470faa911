"""Which keys may have been stored: one bit for each of 2^27 classes of keys, so that most look-ups are spared.

Bloom, B. (1970), Space/time trade-offs in hash coding with allowable errors; with one hash function, because
the keys are hashes already.
"""

from __future__ import annotations

from collections.abc import Iterable

_BITS = 27  # 16 MB; a million paragraphs set about seven in a hundred


class SeenKeys:
    """A set of 63-bit keys that may say yes to a key that was never added, and never no to one that was."""

    def __init__(self) -> None:
        self._bytes = bytearray(1 << (_BITS - 3))

    def add(self, keys: Iterable[int]) -> None:
        """Remember keys."""
        known = self._bytes
        for key in keys:
            place = key & ((1 << _BITS) - 1)
            known[place >> 3] |= 1 << (place & 7)

    def may_have(self, key: int) -> bool:
        """Tell whether a key may have been added."""
        place = key & ((1 << _BITS) - 1)
        return bool(self._bytes[place >> 3] & (1 << (place & 7)))
