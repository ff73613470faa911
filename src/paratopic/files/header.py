"""What the first row of a table has to be, and what each row after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paratopic.errors import InputError


def different_names(names: list[str], path: str | Path, line: int) -> list[str]:
    """Return the names; raise InputError where two columns have the same one."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"expected different column names, found '{twice[0]}' twice; rename one.", path=path, line=line
        )
    return names


def other_length(names: Sequence[str], cells: Sequence[object], path: str | Path, line: int) -> InputError:
    """Return the complaint about a row that has not as many cells as there are names."""
    message = f"expected {len(names)} cells as in the header, found {len(cells)}."
    return InputError(message, path=path, line=line)
