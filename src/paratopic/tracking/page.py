"""Serve MLflow's own page over a store on this machine only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.errors import TrackingError
from paratopic.tracking.search import latest_experiment
from paratopic.tracking.store import open_store, sqlite_path, tracking_uri
from paratopic.tracking.view import save_view

if TYPE_CHECKING:
    from mlflow import MlflowClient

HOST = "127.0.0.1"
# Without its job runner (evaluations by language models) the server has eight processes less.
QUIET = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
START_SECONDS = 120.0
STOP_SECONDS = 15.0


@contextmanager
def served_page(configured: str | None = None, *, port: int | None = None) -> Iterator[str]:
    """Give the address of MLflow's page for the store; the server stops with the block.

    A store that is a server already has its page: its own address is given. Raises TrackingError where the
    store or the port can't be used.
    """
    uri = tracking_uri(configured)
    if uri.startswith(("http://", "https://")):
        yield uri + _newest(open_store(uri))
        return
    path = sqlite_path(uri)
    if path is not None and not path.exists():
        raise TrackingError(
            f"there is no MLflow store at {path} yet; make one with `paratopic run experiment=demo`."
        )
    place = _newest(open_store(uri))
    chosen = port or free_port()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603
            _command(uri, chosen, path),
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, **QUIET},
        )
        try:
            _wait(process, chosen)
            yield f"http://{HOST}:{chosen}{place}"
        finally:
            _stop(process)


def _newest(client: MlflowClient) -> str:
    """Return the place of the newest experiment in the page, with its models side by side."""
    try:
        return save_view(client, latest_experiment(client))
    except TrackingError:
        return ""


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _command(uri: str, port: int, path: Path | None) -> list[str]:
    command = [sys.executable, "-m", "mlflow", "server", "--host", HOST, "--port", str(port)]
    command += ["--workers", "1", "--backend-store-uri", uri]
    if path is not None:
        command += ["--default-artifact-root", (path.parent / "mlruns").as_uri()]
    return command


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/health", timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise TrackingError(f"MLflow's page did not start on port {port}; try another one with --port.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and its workers; a second signal where the first one is not heard."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            try:
                os.killpg(process.pid, number)
                process.wait(STOP_SECONDS)
            except (subprocess.TimeoutExpired, ProcessLookupError):
                continue
