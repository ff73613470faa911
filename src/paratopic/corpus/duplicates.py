"""Paragraphs seen before: the same words, or nearly. The index is a SQLite file, so memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from paratopic.corpus.normalise import classifier_text
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.signatures import BANDS, band_keys, exact_key, signature, similarity, squeeze
from paratopic.schema import Paragraph

_TABLES = """
CREATE TABLE IF NOT EXISTS first (n INTEGER PRIMARY KEY, id TEXT NOT NULL, minima BLOB);
CREATE TABLE IF NOT EXISTS words (key INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS band (key INTEGER PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
"""
_CANDIDATES = (
    "SELECT DISTINCT first.id, first.minima FROM band JOIN first USING (n) "  # noqa: S608 (no value in it)
    f"WHERE band.key IN ({', '.join('?' * BANDS)})"
)


class DuplicateIndex:
    """Remember paragraphs and tell which came first."""

    def __init__(self, options: CorpusOptions, connection: sqlite3.Connection | None = None) -> None:
        # An empty name is a private file that SQLite removes itself.
        self.connection = connection or sqlite3.connect("")
        self.connection.executescript(_TABLES)
        self.options = options

    def mark(self, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
        """Yield the paragraphs, `duplicate_of` set to the id of the first that says the same."""
        for paragraph in paragraphs:
            first = self.first(paragraph)
            yield paragraph if first is None else replace(paragraph, duplicate_of=first)

    def first(self, paragraph: Paragraph) -> str | None:
        """Return the id of the paragraph that this one repeats, else remember it and return None."""
        squeezed = squeeze(classifier_text(paragraph))
        key = exact_key(squeezed)
        query = "SELECT first.id FROM words JOIN first USING (n) WHERE words.key = ?"
        if found := self.connection.execute(query, (key,)).fetchone():
            return str(found[0])
        near = self.options.near_duplicate < 1 and squeezed.count(" ") + 1 >= self.options.near_words
        return self._near(paragraph, key, squeezed) if near else self._remember(paragraph, key)

    def _near(self, paragraph: Paragraph, key: int, squeezed: str) -> str | None:
        import numpy as np

        minima = signature(squeezed)
        keys = band_keys(minima)
        for name, stored in self.connection.execute(_CANDIDATES, keys):
            if similarity(minima, np.frombuffer(stored, dtype=np.uint32)) >= self.options.near_duplicate:
                return str(name)
        self._remember(paragraph, key, minima.tobytes(), keys)
        return None

    def _remember(
        self, paragraph: Paragraph, key: int, minima: bytes | None = None, keys: Iterable[int] = ()
    ) -> None:
        insert = "INSERT INTO first (id, minima) VALUES (?, ?)"
        number = self.connection.execute(insert, (paragraph.id, minima)).lastrowid
        self.connection.execute("INSERT INTO words VALUES (?, ?)", (key, number))
        self.connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(k, number) for k in keys])
