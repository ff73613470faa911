"""Open the MLflow store: one absolute address, migrated once, checked before any work is done."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from paratopic.errors import TrackingError, first_line
from paratopic.stops import stop_later

if TYPE_CHECKING:
    from mlflow import MlflowClient

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

Store: TypeAlias = "MlflowClient"  # what the other layers call it
SQLITE = "sqlite:///"
WAIT_SECONDS = 120.0
BUSY_SECONDS = 10.0


def tracking_uri(configured: str | None = None) -> str:
    """Return the store's address: as configured, else MLFLOW_TRACKING_URI, else mlflow.db here (absolute)."""
    uri = configured or os.environ.get("MLFLOW_TRACKING_URI") or f"{SQLITE}mlflow.db"
    path = sqlite_path(uri)
    return f"{SQLITE}{path}" if path is not None else uri


def sqlite_path(uri: str) -> Path | None:
    """Return the absolute file of a SQLite address, or None for any other address."""
    if not uri.startswith(SQLITE):
        return None
    return Path(uri.removeprefix(SQLITE)).resolve()


def read_only(path: Path) -> sqlite3.Connection:
    """Return a connection to a SQLite store that can't change it; who asks closes it."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=BUSY_SECONDS)


@stop_later()
def open_store(configured: str | None = None) -> MlflowClient:
    """Return a client of a store that answers; raises TrackingError before any training is lost on it."""
    uri = tracking_uri(configured)
    path = sqlite_path(uri)
    if path is not None:
        return _open_sqlite(uri, path)
    return _open(uri)


@contextmanager
def store_lock(client: MlflowClient) -> Iterator[None]:
    """Let one process of this machine at a time write to a SQLite store; a server sees to that itself."""
    from filelock import FileLock, Timeout

    path = sqlite_path(client.tracking_uri)
    if path is None:
        yield
        return
    try:
        with FileLock(f"{path}.lock", timeout=WAIT_SECONDS):
            yield
    except Timeout:
        raise _locked(path) from None


def _locked(path: Path) -> TrackingError:
    return TrackingError(
        f"the MLflow store {path} is locked by another process for over {WAIT_SECONDS:.0f} s; "
        "end that process or set MLFLOW_TRACKING_URI to another store."
    )


def _open_sqlite(uri: str, path: Path) -> MlflowClient:
    """Open under a lock: a new SQLite store that several processes migrate at once is ruined."""
    from filelock import FileLock, Timeout

    _check_writable(path)
    try:
        with FileLock(f"{path}.lock", timeout=WAIT_SECONDS):
            new = not path.exists()
            client = _open(uri)
            if new:
                gc.collect()  # what a migration leaves behind is long in going, and would swallow a Ctrl-C
            return client
    except Timeout:
        raise _locked(path) from None


def _check_writable(path: Path) -> None:
    place = path if path.exists() else path.parent
    hint = "set MLFLOW_TRACKING_URI to a store that can be written, e.g. sqlite:////tmp/mlflow.db"
    if not os.access(place, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise TrackingError(f"the MLflow store {path} can't be written; {hint}.")
    if not path.exists():
        return
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise TrackingError(f"the MLflow store {path} can't be used ({error}); {hint}.") from None


def _open(uri: str) -> MlflowClient:
    import logging

    import mlflow
    from mlflow import MlflowClient

    logging.getLogger("alembic").setLevel(logging.ERROR)
    logging.getLogger("mlflow").setLevel(logging.ERROR)

    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "20")
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    try:
        client = MlflowClient(tracking_uri=uri, registry_uri=uri)
        client.search_experiments(max_results=1)
    except Exception as error:
        raise TrackingError(
            f"the MLflow store {uri} does not answer ({first_line(error)}); start it, or set MLFLOW_TRACKING_URI "
            "to another store."
        ) from error
    return client
