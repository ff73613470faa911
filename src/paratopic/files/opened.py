"""Open files for reading as they are stored: plain, gzip or Zstandard, or standard input."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from paratopic.errors import InputError

STANDARD_INPUT = "standard input"
COMPRESSED = (".gz", ".zst")


def bare_suffix(path: str | Path) -> str:
    """Return the suffix that says what a file holds: `.jsonl` of `rows.jsonl.gz`."""
    found = Path(path)
    return Path(found.stem if found.suffix.lower() in COMPRESSED else found.name).suffix.lower()


@contextmanager
def open_bytes(path: str | Path) -> Iterator[IO[bytes]]:
    """Open a file's decompressed bytes; raises InputError where it is missing, unreadable or damaged."""
    try:
        with _open(path) as stream:
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"expected a whole compressed file, found damage ({error}).", path=path) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise InputError(f"can't be read ({error.strerror or error}).", path=path) from error


@contextmanager
def _open(path: str | Path) -> Iterator[IO[bytes]]:
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
    elif Path(path).suffix.lower() == ".gz":
        with gzip.open(path) as stream:
            yield cast("IO[bytes]", stream)
    elif Path(path).suffix.lower() == ".zst":
        import io

        import pyarrow as pa

        with pa.input_stream(str(path), compression="zstd") as stream:
            yield io.BufferedReader(stream, 1 << 20)
    else:
        with Path(path).open("rb", buffering=1 << 20) as stream:
            yield stream
