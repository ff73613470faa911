"""The rows of an unfinished run, one file's after the other's, in a plain file: SQLite says what of it counts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

_PIECE = 1 << 20  # bytes copied at once

Stretch = tuple[int, int]  # start and length in bytes


class WorkRows:
    """Lines of JSON that only grow; what a broken-off run left behind `end` is cut off."""

    def __init__(self, path: Path, *, end: int) -> None:
        """Open the file at `path`; raises OSError where it can't be written or is shorter than `end`."""
        path.touch()
        self.path, self._stream = path, path.open("r+b")
        if path.stat().st_size < end:
            self._stream.close()
            raise OSError(f"{path.name} was cut off; --restart begins again")
        self.cut(end)

    def append(self, lines: bytes) -> Stretch:
        """Write lines, each with its newline, and return where they are."""
        start = self._stream.tell()
        self._stream.write(lines)
        return start, self._stream.tell() - start

    def end(self) -> int:
        """Return where the next lines will be."""
        return self._stream.tell()

    def cut(self, end: int) -> None:
        """Forget all lines behind `end`."""
        self._stream.seek(end)
        self._stream.truncate()

    def settle(self) -> None:
        """Bring all lines to the disk."""
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def copy(self, stretches: Iterable[Stretch], target: IO[bytes]) -> None:
        """Write the lines of `stretches` into `target`."""
        with self._reader() as source:
            for start, length in stretches:
                source.seek(start)
                for done in range(0, length, _PIECE):
                    target.write(source.read(min(_PIECE, length - done)))

    def become(self, target: Path, stretches: Iterable[Stretch]) -> bool:
        """Make the file itself `target` where `stretches` are all of it in order, and tell whether they are."""
        place = 0
        for start, length in stretches:
            if length and start != place:
                return False
            place += length
        if place != self.end():
            return False
        self._stream.flush()
        try:
            self.path.replace(target)
        except (
            OSError
        ):  # a folder there, or a system that doesn't move a file that is open: copying says which
            return False
        return True

    def rows(self, stretches: Iterable[Stretch]) -> Iterator[dict[str, Any]]:
        """Yield the rows of `stretches`."""
        with self._reader() as source:
            for start, length in stretches:
                source.seek(start)
                while source.tell() < start + length:
                    yield json.loads(source.readline())

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _reader(self) -> IO[bytes]:
        self._stream.flush()
        return self.path.open("rb")
