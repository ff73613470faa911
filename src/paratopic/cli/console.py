"""The terminal as it is: its width, or 80 columns where output goes to a file or a pipe."""

from __future__ import annotations

import sys
import warnings
from typing import Any, TextIO

from paratopic.errors import ParatopicWarning


def make_console() -> Any:
    """Return a rich console on standard output without automatic highlighting."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 80
    return Console(highlight=False, width=width, emoji=False, markup=False)


def note(line: str) -> None:
    """Print a line that is not data: to standard error."""
    print(line, file=sys.stderr, flush=True)


def warnings_as_notes() -> None:
    """Print what the package warns of as a note; other warnings stay as they are."""
    usual = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if issubclass(category, ParatopicWarning):
            note(f"note: {message}")
        else:
            usual(message, category, filename, lineno, file, line)

    warnings.showwarning = show
