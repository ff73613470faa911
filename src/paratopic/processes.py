"""Processes beside this one: they leave Ctrl-C to it, and none of them outlives it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from paratopic.stops import stop_later

P = ParamSpec("P")
T = TypeVar("T")


class Processes:
    """So many spawned processes; a future of one that broke down raises BrokenProcessPool."""

    def __init__(self, count: int, start: Callable[[], None] | None = None) -> None:
        """`start` is called in each process before anything else."""
        context = get_context("spawn")
        ends, self._until = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(ends, start))

    def submit(self, call: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Let a process make a call; the answer says too where one has broken down before."""
        try:
            with stop_later(), interrupts_blocked():  # it may start a process, which needs all it is told
                return self._pool.submit(call, *arguments, **named)
        except BrokenProcessPool as error:
            broken: Future[T] = Future()
            broken.set_exception(error)
            return broken

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._until.close()
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started here: a terminal sends it to them as well."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(ends: Connection, start: Callable[[], None] | None) -> None:
    threading.Thread(target=_wait_for, args=(ends,), daemon=True).start()
    if start:
        start()


def _wait_for(ends: Connection) -> None:
    """End at once when the process that started this one closes its end of the pipe, or is no more."""
    try:
        ends.recv()
    except EOFError:
        os._exit(1)
