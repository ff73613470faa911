"""Some paragraphs whose keys are looked up at once, and those of them that say something new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from paratopic.corpus.duplicates.key_table import KeyTable, Numbers
from paratopic.corpus.duplicates.signatures import BANDS, exact_keys, signatures


class Batch:
    """The keys of n squeezed texts and the numbers, in `table`, of earlier paragraphs that had them.

    A text of `least` letters or more whose words no earlier paragraph had has a row of minima, (rows, HASHES), and of
    band keys, (rows, BANDS); texts with the same words share it. `candidates` are the places of those that have a
    band of another.
    """

    def __init__(self, texts: Sequence[bytes], table: KeyTable, *, least: float) -> None:
        keys = exact_keys(texts)
        self.words: list[int] = keys.tolist()
        self.same: list[int] = table.find(keys).tolist()
        new = [place for place in self._new() if len(texts[place]) >= least]
        rows = {self.words[place]: row for row, place in enumerate(new)}
        self.rows = {place: rows[words] for place, words in enumerate(self.words) if words in rows}
        self.minima, self.bands = signatures([texts[place] for place in new])
        self.earlier = table.find(self.bands)
        shared = _shared(self.bands)
        self.shared: list[bool] = shared.tolist()
        candidates: list[bool] = (shared | (self.earlier > 0).any(axis=1)).tolist()
        self.candidates = {place for place, row in self.rows.items() if candidates[row]}

    def _new(self) -> list[int]:
        """Return the first place of the words of each text, but of words that an earlier paragraph had."""
        first: dict[int, int] = {}
        for place, words in enumerate(self.words):
            if not self.same[place]:
                first.setdefault(words, place)
        return [*first.values()]


class Fresh:
    """The first occurrences in a batch, numbered from `last` + 1."""

    def __init__(self, batch: Batch, last: int) -> None:
        self.batch, self.last = batch, last
        self.words: dict[int, str] = {}  # the id by the key of the words, in order
        self._rows: list[int | None] = []  # of each: nothing for a short one
        self._bands: dict[int, tuple[int, str]] = {}  # row and id of the first with a band that others share

    def add(self, place: int, name: str) -> None:
        """Remember the paragraph at `place` of the batch as the first to say what it says."""
        row = self.batch.rows.get(place)
        self.words[self.batch.words[place]] = name
        self._rows.append(row)
        if row is not None and self.batch.shared[row]:
            for key in self.batch.bands[row].tolist():
                self._bands.setdefault(key, (row, name))

    def __len__(self) -> int:
        return len(self._rows)

    def entries(self) -> Iterator[tuple[int, str, int, bytes | None]]:
        """Yield the number, id, key of the words and minima of each."""
        minima, size = self.batch.minima.tobytes(), self.batch.minima[:1].nbytes
        parts = [None if row is None else minima[row * size : (row + 1) * size] for row in self._rows]
        numbers = range(self.last + 1, self.last + 1 + len(self))
        return zip(numbers, self.words.values(), self.words, parts, strict=True)

    def like(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield (row, id) of the first occurrences that share a band with `row`."""
        if self.batch.shared[row]:
            yield from filter(None, map(self._bands.get, self.batch.bands[row].tolist()))

    def keys(self) -> tuple[Numbers, Numbers]:
        """Return all keys and the number of the paragraph that each belongs to."""
        numbers = self.last + 1 + np.arange(len(self))
        long = [at for at, row in enumerate(self._rows) if row is not None]
        words = np.array([*self.words], dtype=np.int64)
        bands = self.batch.bands[[row for row in self._rows if row is not None]].ravel()
        return np.concatenate([words, bands]), np.concatenate([numbers, np.repeat(numbers[long], BANDS)])


def _shared(bands: Numbers) -> NDArray[np.bool_]:
    """Tell of each row whether another row has one of its bands."""
    _, places, counts = np.unique(bands, return_inverse=True, return_counts=True)
    return np.asarray((counts[places.reshape(bands.shape)] > 1).any(axis=1))
