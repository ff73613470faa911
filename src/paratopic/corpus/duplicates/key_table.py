"""Which paragraph had a key first: the newest keys in sorted arrays, the others in SQLite, so memory stays flat.

Each array is at least twice as long as the next, as in a log-structured merge tree (O'Neil and others 1996). A key
in them costs a fraction of a row in an index, and rows reach the index by the million and in order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from paratopic.corpus.duplicates.seen import SeenKeys

_TABLE = "CREATE TABLE IF NOT EXISTS key (key INTEGER PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID"
_IN_MEMORY = 1 << 22  # keys, 64 MB: those of some 400,000 paragraphs
_TOGETHER = 1 << 16  # rows moved at once

Numbers = NDArray[np.int64]


class KeyTable:
    """63-bit keys, each with the number, from 1 on, of the paragraph that had it first."""

    def __init__(self, connection: sqlite3.Connection, *, in_memory: int = _IN_MEMORY) -> None:
        self.connection, self.in_memory = connection, in_memory
        connection.execute(_TABLE)
        self._runs: list[tuple[Numbers, Numbers]] = []
        self._seen, self._any_stored = SeenKeys(), False
        for keys in self._stored():
            self._seen.add(keys)
            self._any_stored = True

    def last(self) -> int:
        """Return the largest number in SQLite; keys of larger ones are lost with the process."""
        return int(self.connection.execute("SELECT coalesce(max(n), 0) FROM key").fetchone()[0])

    def find(self, keys: Numbers) -> Numbers:
        """Return the number of each key, 0 for one that was never added, in the shape of `keys`."""
        flat = keys.ravel()
        found = np.zeros(len(flat), dtype=np.int64)
        places = np.flatnonzero(self._seen.may_have(flat))
        if len(places):
            found[places] = self._find(flat[places])
        return found.reshape(keys.shape)

    def add(self, keys: Numbers, numbers: Numbers) -> None:
        """Remember the number of each key; of a key that is there already the smaller number stays."""
        if not len(keys):
            return
        self._seen.add(keys)
        self._runs.append(_sorted(keys, numbers))
        while len(self._runs) > 1 and 2 * len(self._runs[-1][0]) > len(self._runs[-2][0]):
            (keys, numbers), (more, theirs) = self._runs[-2:]
            self._runs[-2:] = [
                _sorted(np.concatenate([keys, more]), np.concatenate([numbers, theirs]), merged=True)
            ]
        if sum(len(keys) for keys, _ in self._runs) > self.in_memory:
            self._store()

    def _find(self, keys: Numbers) -> Numbers:
        found = self._find_stored(keys) if self._any_stored else np.zeros(len(keys), dtype=np.int64)
        for known, numbers in self._runs:  # the oldest first
            places = np.searchsorted(known, keys).clip(max=len(known) - 1)
            there = (found == 0) & (known[places] == keys)
            found[there] = numbers[places[there]]
        return found

    def _find_stored(self, keys: Numbers) -> Numbers:
        query = "SELECT n FROM key WHERE key = ?"
        rows = (self.connection.execute(query, (key,)).fetchone() for key in keys.tolist())
        return np.array([row[0] if row else 0 for row in rows], dtype=np.int64)

    def _store(self) -> None:
        """Move all keys into SQLite, in order: an index grows fastest from its edge."""
        self._any_stored = True
        for keys, numbers in self._runs:
            for start in range(0, len(keys), _TOGETHER):
                part = slice(start, start + _TOGETHER)
                rows = zip(keys[part].tolist(), numbers[part].tolist(), strict=True)
                self.connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", rows)
        self._runs.clear()

    def _stored(self) -> Iterator[Numbers]:
        rows = self.connection.execute("SELECT key FROM key")
        while part := rows.fetchmany(_TOGETHER):
            yield np.array(part, dtype=np.int64)[:, 0]


def _sorted(keys: Numbers, numbers: Numbers, *, merged: bool = False) -> tuple[Numbers, Numbers]:
    """Return keys in order, each once, with its smallest number."""
    order = np.argsort(keys, kind="stable" if merged else None)  # two runs one after the other: a merge only
    keys, numbers = keys[order], numbers[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.minimum.reduceat(numbers, first)
