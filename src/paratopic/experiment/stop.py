"""Turn a polite kill (SIGTERM) into an exception, so that runs end with the right status."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Terminated(SystemExit):
    """SIGTERM came: the process ends with 143 as the shell expects."""

    def __init__(self) -> None:
        super().__init__(143)

    def __str__(self) -> str:
        return "stopped by SIGTERM"


def reason(error: BaseException) -> str:
    """Return an error as it is tagged: its type and message; what stopped the run in words."""
    if isinstance(error, KeyboardInterrupt):
        return "stopped by Ctrl-C"
    if isinstance(error, Terminated):
        return str(error)
    return f"{type(error).__name__}: {error}"


@contextmanager
def terminate_as_exception() -> Iterator[None]:
    """Raise Terminated in the block when SIGTERM comes; outside the main thread nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once: the store is told before the process ends
    raise Terminated
