"""Paragraphs seen before: the same words, or nearly. The index is a SQLite file, so memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from paratopic.corpus.normalise import classifier_text
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.signatures import BANDS, exact_key, signatures, similarity, squeeze
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
_BATCH = 128  # paragraphs whose signatures are computed at once


class DuplicateIndex:
    """Remember paragraphs and tell which came first."""

    def __init__(self, options: CorpusOptions, connection: sqlite3.Connection | None = None) -> None:
        # An empty name is a private file that SQLite removes itself.
        self.connection = connection or sqlite3.connect("")
        self.connection.executescript(_TABLES)
        self.options = options

    def mark(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """Yield a document's paragraphs, `duplicate_of` set to the id of the first that says the same."""
        for start in range(0, len(paragraphs), _BATCH):
            yield from self._mark(paragraphs[start : start + _BATCH])

    def _mark(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        texts = [squeeze(classifier_text(paragraph)) for paragraph in paragraphs]
        long = [i for i, text in enumerate(texts) if text.count(" ") + 1 >= self.options.near_words]
        near: dict[int, tuple[Any, Any]] = {}
        if self.options.near_duplicate < 1 and long:
            minima, keys = signatures([texts[i] for i in long])
            near = {i: (minima[row], keys[row].tolist()) for row, i in enumerate(long)}
        for i, paragraph in enumerate(paragraphs):
            first = self._first(paragraph, exact_key(texts[i]), near.get(i))
            yield paragraph if first is None else replace(paragraph, duplicate_of=first)

    def _first(self, paragraph: Paragraph, key: int, near: tuple[Any, list[int]] | None) -> str | None:
        """Return the id of the paragraph that this one repeats, else remember it and return None."""
        query = "SELECT first.id FROM words JOIN first USING (n) WHERE words.key = ?"
        if found := self.connection.execute(query, (key,)).fetchone():
            return str(found[0])
        if near and (name := self._near(*near)):
            return name
        insert = "INSERT INTO first (id, minima) VALUES (?, ?)"
        number = self.connection.execute(insert, (paragraph.id, near and near[0].tobytes())).lastrowid
        self.connection.execute("INSERT INTO words VALUES (?, ?)", (key, number))
        bands = [(band, number) for band in near[1]] if near else []
        self.connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", bands)
        return None

    def _near(self, minima: Any, keys: list[int]) -> str | None:
        import numpy as np

        for name, stored in self.connection.execute(_CANDIDATES, keys):
            if similarity(minima, np.frombuffer(stored, dtype=np.uint32)) >= self.options.near_duplicate:
                return str(name)
        return None
