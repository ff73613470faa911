"""Ctrl-C and SIGTERM: both are exceptions, so that runs end with the right status, and both wait for a store."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)


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


@contextmanager
def stop_later() -> Iterator[None]:
    """Hold the first stop that comes in the block back until it ends; outside the main thread nothing changes.

    A query of a SQLite store that an exception cuts short keeps its lock as long as the exception lives: telling
    the store that the run was stopped would then wait for itself, and fail. And an exception that is raised while
    objects are collected, as many are when a new store is migrated, is lost.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPS}
    before = {number: handler for number, handler in before.items() if handler is not None}  # Python's own
    came: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        if came:  # who asks twice does not want to wait
            _restore(before)
            signal.raise_signal(number)
        came.append(number)

    for number in before:
        signal.signal(number, hold)
    try:
        yield
    finally:
        _restore(before)
        if came:
            signal.raise_signal(came[0])


def _restore(before: dict[signal.Signals, signal._HANDLER]) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)
