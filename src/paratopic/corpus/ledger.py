"""What an ingest run has done so far, in a SQLite file beside its output: files, duplicates, where the rows are.

Rows are on the disk before their files' entries are committed, so a run that is killed can go on where it stopped.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from paratopic.corpus.work_rows import Stretch, WorkRows
from paratopic.errors import InputError
from paratopic.files.atomic import atomic_path
from paratopic.files.hashing import digest

_TABLES = """
CREATE TABLE IF NOT EXISTS run (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, place INTEGER, reason TEXT,
                                 paragraphs INTEGER, duplicates INTEGER, start INTEGER, length INTEGER);
"""
_ROWS = "-rows"
_SECONDS = 0.5  # between commits: a killed run loses no more than this


class Ledger:
    """The state of one run; use it as a context manager."""

    def __init__(self, path: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        self.path, self._committed = path, time.monotonic()
        if path.exists() and not Path(f"{path}{_ROWS}").exists():
            remove_work(path)  # the rows became the output, and the process was killed before it could say so
        if path.exists() and not resume:
            raise InputError(
                "expected no unfinished run for this output, found one; add --resume to go on with it, "
                "or --restart to begin again.",
                path=path,
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path)
            self.connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES)
            end = self.connection.execute("SELECT coalesce(max(start + length), 0) FROM file").fetchone()[0]
            self._rows = WorkRows(Path(f"{path}{_ROWS}"), end=int(end))
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"can't be used as the run's work file ({error}).", path=path) from None
        self._check(digest(dict(settings)))

    def _check(self, fingerprint: str) -> None:
        found = self.connection.execute("SELECT fingerprint FROM run").fetchone()
        if found is None:
            self.connection.execute("INSERT INTO run VALUES (?)", (fingerprint,))
            self._commit()
        elif found[0] != fingerprint:
            self.close()
            raise InputError(
                "expected the options of the unfinished run, found others; repeat them, or add --restart.",
                path=self.path,
            )

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if self.path.exists():
                self._commit()
        finally:
            self.close()

    def close(self) -> None:
        """Close both files."""
        self.connection.close()
        with contextlib.suppress(OSError):  # a full disk: what is committed is on it already
            self._rows.close()

    def knows(self, name: str, stamp: str) -> bool:
        """Tell whether a file was read before and has not changed since."""
        found = self.connection.execute("SELECT stamp FROM file WHERE name = ?", (name,)).fetchone()
        return found is not None and found[0] == stamp

    def add(
        self,
        name: str,
        stamp: str,
        place: int,
        lines: Iterable[bytes] = (),
        *,
        paragraphs: int = 0,
        duplicates: int = 0,
        reason: str | None = None,
    ) -> None:
        """Store the lines of one file's rows, or the reason why it can't be read; committed with the next few."""
        start = self._rows.end()
        for some in lines:
            self._rows.append(some)
        values = (name, stamp, place, reason, paragraphs, duplicates, start, self._rows.end() - start)
        self.connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    @contextmanager
    def one_batch(self) -> Iterator[None]:
        """Undo what was stored in this block if it fails; commit now and then if it does not."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN")
        self.connection.execute("SAVEPOINT batch")
        end = self._rows.end()
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK TO batch")
            self._rows.cut(end)
            raise
        finally:
            self.connection.execute("RELEASE batch")
        if time.monotonic() - self._committed > _SECONDS:
            self._commit()

    def _commit(self) -> None:
        self._rows.settle()
        self.connection.commit()
        self._committed = time.monotonic()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield all rows, files in the order in which they were found."""
        return self._rows.rows(self._stretches())

    def write(self, output: Path) -> None:
        """Write all rows as lines of JSON, files in the order in which they were found; the last use of it."""
        if not self._rows.become(output, self._stretches()):
            with atomic_path(output) as temporary, temporary.open("wb") as stream:
                self._rows.copy(self._stretches(), stream)

    def _stretches(self) -> Iterator[Stretch]:
        yield from self.connection.execute("SELECT start, length FROM file ORDER BY place, name")

    def rejects(self) -> list[tuple[str, str]]:
        """Return (file, reason) of the files that can't be read."""
        query = "SELECT name, reason FROM file WHERE reason IS NOT NULL ORDER BY place, name"
        return [(str(name), str(reason)) for name, reason in self.connection.execute(query)]

    def totals(self) -> tuple[int, int, int]:
        """Return how many documents, paragraphs and duplicates there are."""
        query = "SELECT count(*), total(paragraphs), total(duplicates) FROM file WHERE reason IS NULL"
        documents, paragraphs, duplicates = self.connection.execute(query).fetchone()
        return int(documents), int(paragraphs), int(duplicates)

    def remove(self) -> None:
        """Delete the work files after the output is written."""
        self.close()
        remove_work(self.path)


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn a disk that fails or is full into an InputError: what was committed stays for `resume`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise InputError(
            f"can't be written ({error}); make room, then repeat the command with --resume.", path=path
        ) from error


def remove_work(path: Path) -> None:
    """Delete a work file and what is kept beside it."""
    for suffix in ("", "-wal", "-shm", _ROWS):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
