"""What an ingest run has done so far, in one SQLite file beside its output: files, rows, duplicates.

Each file's rows and its entry are committed together, so a run that is killed can go on where it stopped.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.hashing import digest
from paratopic.files.jsonl import dump_line

_TABLES = """
CREATE TABLE IF NOT EXISTS run (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, place INTEGER, reason TEXT,
                                 paragraphs INTEGER, duplicates INTEGER);
CREATE TABLE IF NOT EXISTS row (file TEXT NOT NULL, n INTEGER NOT NULL, line TEXT NOT NULL,
                                PRIMARY KEY (file, n)) WITHOUT ROWID;
"""
_SECONDS = 0.5  # between commits: a killed run loses no more than this


class Ledger:
    """The state of one run; use it as a context manager."""

    def __init__(self, path: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        self.path, self._committed = path, time.monotonic()
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
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"can't be used as the run's work file ({error}).", path=path) from None
        self._check(digest(dict(settings)))

    def _check(self, fingerprint: str) -> None:
        found = self.connection.execute("SELECT fingerprint FROM run").fetchone()
        if found is None:
            self.connection.execute("INSERT INTO run VALUES (?)", (fingerprint,))
            self.connection.commit()
        elif found[0] != fingerprint:
            self.connection.close()
            raise InputError(
                "expected the options of the unfinished run, found others; repeat them, or add --restart.",
                path=self.path,
            )

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        if self.path.exists():
            self.connection.commit()
        self.connection.close()

    def knows(self, name: str, stamp: str) -> bool:
        """Tell whether a file was read before and has not changed since."""
        found = self.connection.execute("SELECT stamp FROM file WHERE name = ?", (name,)).fetchone()
        return found is not None and found[0] == stamp

    def add(
        self, name: str, stamp: str, place: int, rows: list[dict[str, Any]], *, reason: str | None = None
    ) -> None:
        """Store one file's rows, or the reason why it can't be read; committed with the next few."""
        lines = [(name, n, dump_line(row).rstrip()) for n, row in enumerate(rows)]
        duplicates = sum(row.get("duplicate_of") is not None for row in rows)
        self.connection.execute("DELETE FROM row WHERE file = ?", (name,))
        self.connection.executemany("INSERT INTO row VALUES (?, ?, ?)", lines)
        values = (name, stamp, place, reason, len(rows), duplicates)
        self.connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", values)

    @contextmanager
    def one_file(self) -> Iterator[None]:
        """Undo what was stored in this block if it fails; commit now and then if it does not."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN")
        self.connection.execute("SAVEPOINT one_file")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK TO one_file")
            raise
        finally:
            self.connection.execute("RELEASE one_file")
        if time.monotonic() - self._committed > _SECONDS:
            self.connection.commit()
            self._committed = time.monotonic()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield all rows, files in the order in which they were found."""
        return map(json.loads, self.lines())

    def lines(self) -> Iterator[str]:
        """Yield all rows as JSON, files in the order in which they were found."""
        query = "SELECT line FROM file JOIN row ON row.file = file.name ORDER BY file.place, file.name, row.n"
        return (str(line) for (line,) in self.connection.execute(query))

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
        """Delete the work file after the output is written."""
        self.connection.close()
        remove_work(self.path)


def remove_work(path: Path) -> None:
    """Delete a work file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
