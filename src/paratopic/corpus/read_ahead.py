"""Inputs one after the other; where that takes longer, other processes read the files ahead."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterable

from paratopic.corpus.inputs import Input

ALONE_SECONDS = 1.0  # before other processes are started: most runs are over by then


def read_ahead(inputs: Iterable[Input], *, workers: int) -> Generator[Input]:
    """Yield the inputs in order; where it takes longer, `workers` processes have read the files by then.

    What is read, and in which order, does not depend on `workers`. A file at which a process breaks down (a fault in a
    library, no memory) raises InputError when it is read; without other processes it would end everything.
    """
    rest, began = iter(inputs), time.monotonic()
    while workers < 2 or time.monotonic() - began < ALONE_SECONDS:
        one = next(rest, None)
        if one is None:
            return
        yield one
    from paratopic.corpus.reading_processes import ReadingProcesses

    processes = ReadingProcesses(workers)
    try:
        yield from processes.read(rest)
    finally:
        processes.close()


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
