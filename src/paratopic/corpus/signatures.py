"""Signatures of paragraphs: a digest of the words, and minima of hashed character sequences (MinHash).

Broder, A. (1997), On the resemblance and containment of documents. The hashes of all windows of eight letters are
thinned to one in four, the same everywhere, so that a paragraph needs few operations; equal signatures estimate the
Jaccard similarity of the thinned sets.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

HASHES = 64
BANDS, ROWS = 10, 4  # the first 40 hashes: two texts with similarity 0.8 share a band with probability 0.995
_WINDOW = 8
_SIGNS = "“”„«»‘’‚–—…•·\u00a0"
_LETTERS = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256))


def squeeze(text: str) -> str:
    """Return a text's words in lower case, parted by one space; punctuation goes."""
    text = text.lower()
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    raw = text.encode("utf-8", "surrogatepass").translate(_LETTERS)
    return b" ".join(raw.split()).decode("utf-8", "surrogatepass")


def exact_key(squeezed: str) -> int:
    """Return 63 bits that are equal for texts with the same words."""
    return (
        int.from_bytes(hashlib.blake2b(squeezed.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        >> 1
    )


def signature(squeezed: str) -> Any:
    """Return the minima as a uint32 array of shape (HASHES,)."""
    import numpy as np

    letters = np.frombuffer(squeezed.encode("utf-8", "surrogatepass"), dtype=np.uint8).astype(np.uint64)
    count = max(1, len(letters) - _WINDOW + 1)
    windows = np.zeros(count, dtype=np.uint64)
    for i in range(min(_WINDOW, len(letters))):
        windows = windows * np.uint64(1_000_003) + letters[i : i + count]
    windows ^= windows >> np.uint64(29)
    windows *= np.uint64(0xBF58476D1CE4E5B9)
    windows ^= windows >> np.uint64(32)
    thinned = windows[windows & np.uint64(3) == 0]
    chosen = np.unique(thinned if len(thinned) else windows)
    mixed = (chosen[:, None] * _multipliers()[None, :]) >> np.uint64(32)
    return mixed.min(axis=0).astype(np.uint32)


def band_keys(minima: Any) -> list[int]:
    """Return one 63-bit key for each band of a signature."""
    import numpy as np

    bands = minima[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)
    for i in range(ROWS):
        keys = (keys ^ bands[:, i]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(31)
    return (keys >> np.uint64(1)).tolist()  # type: ignore[no-any-return]


def similarity(one: Any, other: Any) -> float:
    """Return the share of equal minima: an estimate of the Jaccard similarity, standard error at most 0.06."""
    return float((one == other).mean())


@cache
def _multipliers() -> Any:
    import numpy as np

    return np.random.default_rng(20240607).integers(1, 1 << 63, HASHES, dtype=np.uint64) * 2 + 1
