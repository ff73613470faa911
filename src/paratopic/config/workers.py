"""Several processes on one study."""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING

from paratopic.errors import ParatopicError

if TYPE_CHECKING:
    from paratopic.config.search import Search


def run_workers(asked: Search) -> None:
    """Run the trials in `asked.jobs` processes; raises ParatopicError where one of them broke."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_worker, args=(asked, number)) for number in range(asked.jobs)]
    for worker in workers:
        worker.start()
    try:
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


def _worker(asked: Search, number: int) -> None:
    from paratopic.config.search import work
    from paratopic.experiment.stop import Terminated

    try:
        work(asked, say=_say, worker=number)
    except (KeyboardInterrupt, Terminated):
        sys.exit(130)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
