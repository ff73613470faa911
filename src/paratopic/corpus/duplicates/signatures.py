"""Signatures of paragraphs: a digest of the words, and minima of hashed character sequences (MinHash).

Broder, A. (1997), On the resemblance and containment of documents. Hashes of all windows of eight
letters are thinned, the same everywhere; equal minima estimate the Jaccard similarity of what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

KEYS = "letters/2"  # what is hashed, and how: keys of another kind can't be compared with these
HASHES = 32
BANDS, ROWS = 8, 4  # two texts with similarity 0.8 share a band with probability 0.985
_WINDOW = 8
_TOGETHER = 1 << 14  # windows hashed at once: they stay in the processor's cache
_TEXTS = 1024  # whose windows are looked at at once: for the same reason
_THINNED = 4  # one window in so many is looked at, the same ones in every text


def exact_keys(squeezed: Sequence[bytes]) -> Any:
    """Return int64 keys of 63 bits, (texts,), that are equal for texts with the same words."""
    import numpy as np

    digests = b"".join([blake2b(text, digest_size=8).digest() for text in squeezed])
    return (np.frombuffer(digests, dtype=">u8") >> np.uint64(1)).astype(np.int64)


def signatures(squeezed: list[bytes]) -> tuple[Any, Any]:
    """Return (minima, band keys): uint32 of shape (texts, HASHES) and int64 of shape (texts, BANDS)."""
    import numpy as np

    parts = [_minima(squeezed[start : start + _TEXTS]) for start in range(0, len(squeezed), _TEXTS)]
    minima = np.concatenate(parts) if parts else np.zeros((0, HASHES), dtype=np.uint32)
    return minima, band_keys(minima)


def _minima(squeezed: list[bytes]) -> Any:
    import numpy as np

    raws = [text.ljust(_WINDOW) + b" " * _WINDOW for text in squeezed]
    windows = _windows(b"".join(raws))
    starts = np.cumsum([0, *map(len, raws)])
    kept = windows & np.uint64(_THINNED - 1) == 0
    for i in range(1, _WINDOW + 1):
        kept[starts[1:] - i] = False  # a window that would reach into the next text
    kept[starts[:-1]] = True  # no text is without a window
    places = np.flatnonzero(kept)
    before = np.searchsorted(places, starts[:-1])
    chosen = (windows[places] >> np.uint64(32)).astype(np.uint32)
    minima = np.empty((len(raws), HASHES), dtype=np.uint32)
    for i, multiplier in enumerate(_multipliers()):
        minima[:, i] = np.minimum.reduceat(chosen * multiplier, before)
    return minima


def _windows(letters: bytes) -> Any:
    """Return a mixed 64-bit hash of the window that starts at each byte."""
    import numpy as np

    padded = letters + b" " * (_WINDOW - 1)
    windows = np.ndarray((len(letters),), dtype="<u8", buffer=padded, strides=(1,))
    hashes = np.empty(len(letters), dtype=np.uint64)
    for start in range(0, len(letters), _TOGETHER):
        some = hashes[start : start + _TOGETHER]
        np.multiply(windows[start : start + _TOGETHER], np.uint64(0x9E3779B97F4A7C15), out=some)
        some ^= some >> np.uint64(29)
        some *= np.uint64(0xBF58476D1CE4E5B9)
        some ^= some >> np.uint64(32)
    return hashes


def band_keys(minima: Any) -> Any:
    """Return int64 keys (texts, BANDS) of minima (texts, HASHES)."""
    import numpy as np

    bands = minima[:, : BANDS * ROWS].reshape(-1, BANDS, ROWS).astype(np.uint64)
    keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), bands.shape[:2]).copy()
    for i in range(ROWS):
        keys = (keys ^ bands[:, :, i]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(31)
    return (keys >> np.uint64(1)).astype(np.int64)


def similarity(one: Any, other: Any) -> float:
    """Return the share of equal minima: an estimate of the Jaccard similarity, standard error at most 0.09."""
    return float((one == other).mean())


@cache
def _multipliers() -> Any:
    import numpy as np

    return np.random.default_rng(20240607).integers(1, 1 << 31, HASHES, dtype=np.uint32) * 2 + 1
