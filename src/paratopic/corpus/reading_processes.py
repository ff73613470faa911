"""Processes that read files, in order; a file at which one breaks down is a file that can't be read."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial

from paratopic.corpus.inputs import Input
from paratopic.corpus.read import DocumentAndParagraphs
from paratopic.errors import InputError, ParatopicWarning
from paratopic.processes import Processes

_FILES_EACH = 4  # read ahead for each process,
_MEGABYTES = 64  # unless they are large

Answer = tuple[DocumentAndParagraphs | InputError, list[str]]  # what a process found, and what it warned of


class ReadingProcesses:
    """Processes that read files, and the inputs that wait for their turn."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._waiting: deque[tuple[Input, Future[Answer] | None]] = deque()
        self._processes = Processes(workers)

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
        self._processes.close()

    def _submit(self, one: Input) -> Future[Answer] | None:
        """Let a process read a file; what is no file, or read quickly, is read here in its turn."""
        return self._processes.submit(_read, one.read) if one.size else None

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
        self._processes = Processes(1)
        try:
            return self._processes.submit(_read, one.read).result()
        except BrokenProcessPool:
            words = "can't be read: the process that read it broke down; the file is damaged, or needs more memory."
            return InputError(words, path=one.source), []
        finally:
            self.close()
            self._processes = Processes(self.workers)
            self._waiting = deque((waiting, self._submit(waiting)) for waiting, _ in self._waiting)


def _read(read: Callable[[], DocumentAndParagraphs]) -> Answer:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ParatopicWarning)
        try:
            found: DocumentAndParagraphs | InputError = read()
        except InputError as error:
            found = error
    return found, [str(one.message) for one in caught if issubclass(one.category, ParatopicWarning)]
