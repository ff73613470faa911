"""Processes that read files, in order; a file at which one breaks down is a file that can't be read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection

from paratopic.corpus.inputs import Input
from paratopic.corpus.read import DocumentAndParagraphs
from paratopic.errors import InputError, ParatopicWarning
from paratopic.stops import stop_later

_FILES_EACH = 4  # read ahead for each process,
_MEGABYTES = 64  # unless they are large

Answer = tuple[DocumentAndParagraphs | InputError, list[str]]  # what a process found, and what it warned of


class ReadingProcesses:
    """Processes that read files, and the inputs that wait for their turn."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._waiting: deque[tuple[Input, Future[Answer] | None]] = deque()
        self._start(workers)

    def read(self, inputs: Iterable[Input]) -> Iterator[Input]:
        """Yield the inputs in order; `read` of one returns what a process has read."""
        for one in inputs:
            self._waiting.append((one, self._submit(one)))
            while self._enough():
                yield self._next()
        while self._waiting:
            yield self._next()

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._until.close()
        self._pool.shutdown(cancel_futures=True)

    def _start(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        ends, self._until = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(workers, context, initializer=_end_with, initargs=(ends,))

    def _submit(self, one: Input) -> Future[Answer] | None:
        """Let a process read a file; what is no file is read in its turn."""
        if not one.size:
            return None
        with stop_later(), _interrupts_blocked():  # it may start a process, which needs all it is told
            return self._pool.submit(_read, one.read)

    def _enough(self) -> bool:
        size = sum(one.size for one, _ in self._waiting)
        return len(self._waiting) > self.workers * _FILES_EACH or size > _MEGABYTES << 20

    def _next(self) -> Input:
        one, future = self._waiting.popleft()
        return one if future is None else replace(one, read=partial(self._result, one, future))

    def _result(self, one: Input, future: Future[Answer]) -> DocumentAndParagraphs:
        try:
            found, warned = future.result()
        except BrokenProcessPool:
            found, warned = self._read_apart(one)
        for words in warned:
            warnings.warn(words, ParatopicWarning, stacklevel=2)
        if isinstance(found, InputError):
            raise found
        return found

    def _read_apart(self, one: Input) -> Answer:
        """Read a file in a process of its own after some process broke down, then go on as before."""
        self.close()
        self._start(1)
        try:
            future = self._submit(one)
            return future.result() if future else _read(one.read)
        except BrokenProcessPool:
            words = "can't be read: the process that read it broke down; the file is damaged, or needs more memory."
            return InputError(words, path=one.source), []
        finally:
            self.close()
            self._start(self.workers)
            self._waiting = deque((waiting, self._submit(waiting)) for waiting, _ in self._waiting)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started here: a terminal sends it to them as well."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read(read: Callable[[], DocumentAndParagraphs]) -> Answer:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ParatopicWarning)
        try:
            found: DocumentAndParagraphs | InputError = read()
        except InputError as error:
            found = error
    return found, [str(one.message) for one in caught if issubclass(one.category, ParatopicWarning)]


def _end_with(ends: Connection) -> None:
    """End this process at once when the one that started it closes its end of the pipe, or is no more."""
    threading.Thread(target=_wait_for, args=(ends,), daemon=True).start()


def _wait_for(ends: Connection) -> None:
    try:
        ends.recv()
    except EOFError:
        os._exit(1)
