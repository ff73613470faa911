"""Paragraphs seen before: the same words, or nearly. The index is a SQLite file, so memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from paratopic.corpus.normalise import classifier_text
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.seen import SeenKeys
from paratopic.corpus.signatures import BANDS, exact_key, signatures, similarity, squeeze
from paratopic.schema import Paragraph

_TABLES = """
PRAGMA cache_size = -32000;
CREATE TABLE IF NOT EXISTS first (n INTEGER PRIMARY KEY, id TEXT NOT NULL, minima BLOB);
CREATE TABLE IF NOT EXISTS words (key INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS band (key INTEGER PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
"""
_CANDIDATES = (
    "SELECT DISTINCT first.id, first.minima FROM band JOIN first USING (n) "  # noqa: S608 (no value in it)
    f"WHERE band.key IN ({', '.join('?' * BANDS)})"
)
_BATCH = 512  # paragraphs whose signatures are computed, and whose keys are stored, at once


@dataclass(slots=True)
class _Fresh:
    """First occurrences of one batch, not yet in the tables."""

    rows: list[tuple[int, str, bytes | None]] = field(default_factory=list)
    words: dict[int, tuple[int, str]] = field(default_factory=dict)
    bands: dict[int, tuple[int, str, Any]] = field(default_factory=dict)


class DuplicateIndex:
    """Remember paragraphs and tell which came first."""

    def __init__(self, options: CorpusOptions, connection: sqlite3.Connection | None = None) -> None:
        # An empty name is a private file that SQLite removes itself.
        self.connection = connection or sqlite3.connect("")
        self.connection.executescript(_TABLES)
        self.options = options
        self._last = int(self.connection.execute("SELECT coalesce(max(n), 0) FROM first").fetchone()[0])
        self._seen = SeenKeys()
        for table in ("words", "band"):
            self._seen.add(
                key
                for (key,) in self.connection.execute(f"SELECT key FROM {table}")  # noqa: S608
            )

    def mark(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """Yield a document's paragraphs, `duplicate_of` set to the id of the first that says the same."""
        for start in range(0, len(paragraphs), _BATCH):
            yield from self._mark(paragraphs[start : start + _BATCH])

    def _mark(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        texts = [squeeze(classifier_text(paragraph)) for paragraph in paragraphs]
        long = [i for i, text in enumerate(texts) if text.count(" ") + 1 >= self.options.near_words]
        near: dict[int, tuple[Any, list[int]]] = {}
        if self.options.near_duplicate < 1 and long:
            minima, keys = signatures([texts[i] for i in long])
            near = {i: (minima[row], keys[row].tolist()) for row, i in enumerate(long)}
        marked, fresh = [], _Fresh()
        for i, paragraph in enumerate(paragraphs):
            first = self._first(paragraph, exact_key(texts[i]), near.get(i), fresh)
            marked.append(paragraph if first is None else replace(paragraph, duplicate_of=first))
        self._store(fresh)
        return marked

    def _first(
        self, paragraph: Paragraph, key: int, near: tuple[Any, list[int]] | None, fresh: _Fresh
    ) -> str | None:
        """Return the id of the paragraph that this one repeats, else remember it and return None."""
        if name := self._same(key, fresh) or (self._near(*near, fresh) if near else None):
            return name
        self._last += 1
        own = paragraph.id
        fresh.rows.append((self._last, own, near[0].tobytes() if near else None))
        fresh.words[key] = (self._last, own)
        if near:
            entry = (self._last, own, near[0])
            for band in near[1]:
                fresh.bands.setdefault(band, entry)
        return None

    def _same(self, key: int, fresh: _Fresh) -> str | None:
        if key in fresh.words:
            return fresh.words[key][1]
        if not self._seen.may_have(key):
            return None
        query = "SELECT first.id FROM words JOIN first USING (n) WHERE words.key = ?"
        found = self.connection.execute(query, (key,)).fetchone()
        return str(found[0]) if found else None

    def _near(self, minima: Any, keys: list[int], fresh: _Fresh) -> str | None:
        import numpy as np

        least = self.options.near_duplicate
        if any(map(self._seen.may_have, keys)):
            for name, stored in self.connection.execute(_CANDIDATES, keys):
                if similarity(minima, np.frombuffer(stored, dtype=np.uint32)) >= least:
                    return str(name)
        for _, name, other in filter(None, map(fresh.bands.get, keys)):
            if similarity(minima, other) >= least:
                return str(name)
        return None

    def _store(self, fresh: _Fresh) -> None:
        """Write a batch's first occurrences, keys in order: an index grows fastest from its edge."""
        run = self.connection.executemany
        run("INSERT INTO first VALUES (?, ?, ?)", fresh.rows)
        run("INSERT INTO words VALUES (?, ?)", sorted((key, n) for key, (n, _) in fresh.words.items()))
        bands = sorted((key, n) for key, (n, _, _) in fresh.bands.items())
        run("INSERT OR IGNORE INTO band VALUES (?, ?)", bands)
        self._seen.add(fresh.words)
        self._seen.add(fresh.bands)
