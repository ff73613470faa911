"""One line on a terminal: how many rows, how fast, how long still."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratopic.inference.job import Outcome


class Progress:
    """Called after each block; writes to standard error a few times a second, nothing unless `shown`."""

    def __init__(self, *, shown: bool) -> None:
        self.shown, self.total = shown, None  # type: tuple[bool, int | None]
        self._started = self._last = time.monotonic()
        self._before: int | None = None

    def __call__(self, outcome: Outcome) -> None:
        """Show where we are."""
        now = time.monotonic()
        if self._before is None:
            self._before = outcome.read  # rows of an earlier run don't count for the rate
        if self.shown and now - self._last > 0.2:
            self._last = now
            rate = (outcome.read - self._before) / (now - self._started)
            sys.stderr.write(f"\r{self.line(outcome.read, rate)}\x1b[K")
            sys.stderr.flush()

    def line(self, read: int, rate: float) -> str:
        """Return the words: rows, rate, time left."""
        found = f"{read:,} rows, {rate:,.0f} a second"
        if self.total and rate > 0:
            left = max(self.total - read, 0) / rate
            found += f", {left / 60:,.0f} min left" if left > 90 else f", {left:,.0f} s left"
        return found

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
