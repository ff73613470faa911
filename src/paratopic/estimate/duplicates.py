"""Find ids that occur twice among any number of rows, in memory that does not grow with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import InputError
from paratopic.estimate.batches import Batch, Strings

Hashes = NDArray[np.uint64]
PARTITION = 2_000_000


def refuse_duplicates(batches: Iterable[Batch], again: Iterable[Batch], *, path: str) -> Iterator[Batch]:
    """Pass batches on; when all are through, raise InputError if an id occurred twice.

    64-bit hashes go to a temporary file, 8 bytes a row, which is sorted in parts at the end. Only where two
    are equal is the corpus read `again` to see whether the ids are.
    """
    with tempfile.TemporaryFile() as spool:
        rows = 0
        for batch in batches:
            spool.write(_hashes(batch.ids).tobytes())
            rows += len(batch.ids)
            yield batch
        suspects = np.concatenate(list(_repeated(spool, rows)) or [np.zeros(0, dtype=np.uint64)])
    if len(suspects):
        _confirm(again, suspects, path)


def _hashes(ids: Strings) -> Hashes:
    from pandas.util import hash_array

    return np.asarray(hash_array(ids, categorize=False), dtype=np.uint64)


def _repeated(spool: IO[bytes], rows: int) -> Iterator[Hashes]:
    parts = max(1, -(-rows // PARTITION))
    for part in range(parts):
        spool.seek(0)
        kept = []
        while block := spool.read(8 * PARTITION):
            hashes = np.frombuffer(block, dtype=np.uint64)
            kept.append(hashes[hashes % np.uint64(parts) == part] if parts > 1 else hashes)
        ordered = np.sort(np.concatenate(kept)) if kept else np.zeros(0, dtype=np.uint64)
        yield ordered[1:][ordered[1:] == ordered[:-1]]


def _confirm(batches: Iterable[Batch], suspects: Hashes, path: str) -> None:
    seen: set[str] = set()
    for batch in batches:
        for name in batch.ids[np.isin(_hashes(batch.ids), suspects)]:
            if name in seen:
                raise InputError(f"expected each id once, found {name!r} twice; remove the copy.", path=path)
            seen.add(name)
