"""The terminal as it is: its width, or 80 columns where output goes to a file or a pipe."""

from __future__ import annotations

import sys
from typing import Any


def make_console() -> Any:
    """Return a rich console on standard output without automatic highlighting."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 80
    return Console(highlight=False, width=width, emoji=False, markup=False)


def note(line: str) -> None:
    """Print a line that is not data: to standard error."""
    print(line, file=sys.stderr, flush=True)
