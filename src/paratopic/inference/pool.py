"""Several processes for one stream: blocks come back in the order of their windows."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from paratopic.errors import ModelError
from paratopic.inference.engine import Block, Engine, Recipe
from paratopic.inference.sources import Item
from paratopic.processes import Processes

AHEAD = 3
_engine: list[Engine] = []


def pooled(windows: Iterable[list[Item]], recipe: Recipe, *, workers: int) -> Iterator[Block]:
    """Yield the blocks of all windows; at most three windows a worker are in memory."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the workers are the threads
    waiting: deque[Future[Block]] = deque()
    processes = Processes(workers, partial(_start, recipe))
    try:
        for window in windows:
            waiting.append(processes.submit(_answer, window))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise ModelError("a worker process died (out of memory?); use fewer --workers.") from None
    finally:
        processes.close()


def _start(recipe: Recipe) -> None:
    _engine.append(recipe.open())


def _answer(window: list[Item]) -> Block:
    return _engine[0](window)
