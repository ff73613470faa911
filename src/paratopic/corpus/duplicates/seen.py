"""Which keys may have been stored: one bit for each of 2^27 classes of keys, so that most look-ups are spared.

Bloom, B. (1970), Space/time trade-offs in hash coding with allowable errors; with one hash function, because
the keys are hashes already.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BITS = 27  # 16 MB; a million paragraphs set about seven in a hundred


class SeenKeys:
    """A set of 63-bit keys that may say yes to a key that was never added, and never no to one that was."""

    def __init__(self) -> None:
        self._bytes = np.zeros(1 << (_BITS - 3), dtype=np.uint8)

    def add(self, keys: NDArray[np.int64]) -> None:
        """Remember keys."""
        places = keys & ((1 << _BITS) - 1)
        while len(places):  # of several in one byte one is set at a time; `bitwise_or.at` takes twice as long
            self._bytes[places >> 3] |= _bit(places)
            places = places[(self._bytes[places >> 3] & _bit(places)) == 0]

    def may_have(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of each key whether it may have been added."""
        places = keys & ((1 << _BITS) - 1)
        found: NDArray[np.bool_] = (self._bytes[places >> 3] & _bit(places)) > 0
        return found


def _bit(places: NDArray[np.int64]) -> NDArray[np.uint8]:
    return np.asarray(np.left_shift(1, places & 7), dtype=np.uint8)
