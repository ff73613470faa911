"""Reading makes many small objects and no cycles; the cycle collector would walk them all again and again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS = 2.0


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch the cycle collector off for a while, if it is on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collecting_seldom() -> Iterator[Callable[[], None]]:
    """Give what runs the collector if it has not run for some seconds; elsewhere in the block it is off."""
    was_on, latest = gc.isenabled(), time.monotonic()

    def collect() -> None:
        nonlocal latest
        if was_on and time.monotonic() - latest > _SECONDS:
            gc.collect()
            latest = time.monotonic()

    with without_collector():
        yield collect
