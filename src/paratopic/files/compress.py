"""Compress blocks so that the file made of them is itself a valid gzip or Zstandard file."""

from __future__ import annotations

import gzip


def compress(data: bytes, suffix: str) -> bytes:
    """Return one gzip member for `.gz`, one frame for `.zst`, and the data itself for any other suffix."""
    if suffix == ".gz" and data:
        return gzip.compress(data, compresslevel=6, mtime=0)  # no time stamp: same rows, same bytes
    if suffix == ".zst" and data:
        import pyarrow as pa

        return bytes(pa.compress(data, codec="zstd", asbytes=True))
    return data
