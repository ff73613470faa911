"""Several processes on one study."""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING

from paratopic.errors import ParatopicError
from paratopic.processes import interrupts_blocked
from paratopic.stops import Terminated, stop_later

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from paratopic.config.asked import Search

    class Work(Protocol):
        """What runs trials until enough are done; a spawned process finds it by its name."""

        def __call__(self, asked: Search, *, say: Callable[[str], None], worker: int) -> None:
            """Run them, as the worker of this number."""


def run_workers(asked: Search, work: Work) -> None:
    """Let `work` run the trials in `asked.jobs` processes; raises ParatopicError where one of them broke."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_worker, args=(asked, work, number)) for number in range(asked.jobs)]
    try:
        with stop_later(), interrupts_blocked():
            for worker in workers:
                worker.start()
        for worker in workers:
            worker.join()
    except BaseException:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
        raise
    if any(worker.exitcode for worker in workers):
        raise ParatopicError(
            "a worker of the search broke (see above); the same command goes on with the rest."
        )


def _worker(asked: Search, work: Work, number: int) -> None:
    try:
        work(asked, say=_say, worker=number)
    except (KeyboardInterrupt, Terminated):
        sys.exit(130)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
