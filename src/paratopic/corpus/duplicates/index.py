"""Paragraphs seen before: the same words, or nearly. What is known is in a SQLite file, so memory stays flat."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from paratopic.corpus.duplicates.batch import Batch, Fresh
from paratopic.corpus.duplicates.key_table import KeyTable
from paratopic.corpus.duplicates.signatures import HASHES, band_keys, similarity
from paratopic.corpus.duplicates.squeeze import squeezed
from paratopic.corpus.options import CorpusOptions
from paratopic.schema import Paragraph

_TABLE = """
CREATE TABLE IF NOT EXISTS first (n INTEGER PRIMARY KEY, id TEXT NOT NULL, words INTEGER NOT NULL, minima BLOB)
"""
_LETTERS = 5  # of a word, the common mean of English
_BATCH = 4096  # paragraphs whose signatures are computed, and whose keys are looked up, at once


class DuplicateIndex:
    """Remember paragraphs and tell which came first."""

    def __init__(self, options: CorpusOptions, connection: sqlite3.Connection | None = None) -> None:
        # An empty name is a private file that SQLite removes itself.
        self.connection = connection or sqlite3.connect("")
        self.connection.execute("PRAGMA cache_size = -32000")
        self.connection.execute(_TABLE)
        self.options, self.keys = options, KeyTable(self.connection)
        self._least = options.near_words * _LETTERS if options.near_duplicate < 1 else math.inf
        self._last = self._remember()

    def mark(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """Yield a document's paragraphs, `duplicate_of` set to the id of the first that says the same."""
        for start in range(0, len(paragraphs), _BATCH):
            yield from self._mark(paragraphs[start : start + _BATCH])

    def _mark(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        batch = Batch(squeezed(paragraphs), self.keys, least=self._least)
        fresh, names, marked = Fresh(batch, self._last), self._names(batch.same), [*paragraphs]
        for place, (number, words) in enumerate(zip(batch.same, batch.words, strict=True)):
            first = names.get(number) or fresh.words.get(words)
            if first is None and place in batch.candidates:
                first = self._near(batch.rows[place], batch, fresh)
            if first is None:
                fresh.add(place, paragraphs[place].id)
            else:
                marked[place] = paragraphs[place].repeating(first)
        self.connection.executemany("INSERT INTO first VALUES (?, ?, ?, ?)", fresh.entries())
        self.keys.add(*fresh.keys())
        self._last += len(fresh)
        return marked

    def _names(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of the paragraphs of these numbers, but for number nought, which stands for none."""
        known = sorted({*numbers} - {0})
        query = "SELECT n, id FROM first WHERE n IN (SELECT value FROM json_each(?))"
        return dict(self.connection.execute(query, (json.dumps(known),))) if known else {}

    def _near(self, row: int, batch: Batch, fresh: Fresh) -> str | None:
        """Return the id of the first paragraph that is nearly the same as the one with this row, if there is one."""
        least = self.options.near_duplicate
        for number in sorted({*batch.earlier[row].tolist()} - {0}):
            for name, stored in self.connection.execute(
                "SELECT id, minima FROM first WHERE n = ?", (number,)
            ):
                if similarity(batch.minima[row], np.frombuffer(stored, dtype=np.uint32)) >= least:
                    return str(name)
        for other, name in fresh.like(row):
            if similarity(batch.minima[row], batch.minima[other]) >= least:
                return name
        return None

    def _remember(self) -> int:
        """Read the keys of the paragraphs whose keys were lost with an earlier process; return the last number."""
        rows = self.connection.execute("SELECT n, words, minima FROM first WHERE n > ?", (self.keys.last(),))
        while part := rows.fetchmany(_BATCH):
            numbers, words = (np.array([row[column] for row in part], dtype=np.int64) for column in (0, 1))
            self.keys.add(words, numbers)
            long = [place for place, row in enumerate(part) if row[2]]
            minima = np.frombuffer(b"".join(part[place][2] for place in long), dtype=np.uint32)
            bands = band_keys(minima.reshape(-1, HASHES))
            self.keys.add(bands.ravel(), np.repeat(numbers[long], bands.shape[1]))
        return int(self.connection.execute("SELECT coalesce(max(n), 0) FROM first").fetchone()[0])
