"""Several processes for one stream: blocks come back in the order of their windows."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from paratopic.errors import ModelError
from paratopic.inference.engine import Block, Engine, Recipe
from paratopic.inference.sources import Item

AHEAD = 3
_engine: list[Engine] = []


def pooled(windows: Iterable[list[Item]], recipe: Recipe, *, workers: int) -> Iterator[Block]:
    """Yield the blocks of all windows; at most three windows a worker are in memory."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the workers are the threads
    waiting: deque[Future[Block]] = deque()
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(recipe,)
    )
    try:
        for window in windows:
            waiting.append(pool.submit(_answer, window))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise ModelError("a worker process died (out of memory?); use fewer --workers.") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(recipe: Recipe) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers Ctrl-C for all
    threading.Thread(target=_follow_parent, daemon=True).start()
    _engine.append(recipe.open())


def _follow_parent() -> None:
    """End with the parent, also where it was killed: a worker would wait for its queue for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _answer(window: list[Item]) -> Block:
    return _engine[0](window)
