"""Read everything before the first answer, in constant memory: beyond a few megabytes on disk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from paratopic.files.jsonl import plain_value
from paratopic.inference.sources import Item

IN_MEMORY = 16 << 20
_encode = json.JSONEncoder(default=plain_value).encode


class Spool:
    """All items of a stream, read at once, so that a bad one raises before anything is written."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.rows = 0
        columns: dict[str, None] = {}
        self._stream: IO[str] = tempfile.SpooledTemporaryFile(  # noqa: SIM115  (gone with the object)
            IN_MEMORY, mode="w+", encoding="utf-8"
        )
        for item in items:
            self.rows += 1
            columns.update(dict.fromkeys(item[1]))
            self._stream.write(_encode(item) + "\n")
        self.columns = tuple(columns)

    def __iter__(self) -> Iterator[Item]:
        """Yield the items once more, in order."""
        self._stream.seek(0)
        for line in self._stream:
            text, row = json.loads(line)
            yield text, row
