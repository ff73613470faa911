"""Names in one cell of a table: `a;b`, or a list as JSON or Python writes it."""

from __future__ import annotations

import ast
import json

SEPARATOR = ";"


def split_names(cell: str) -> list[str]:
    """Return the names in a cell; raises ValueError at a list that is not one of names.

    A spreadsheet holds `a;b`, a table that pandas wrote `['a', 'b']`, one from JSON `["a", "b"]`.
    """
    cell = cell.strip()
    if not (cell.startswith("[") and cell.endswith("]")):
        return [name.strip() for name in cell.split(SEPARATOR) if name.strip()]
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(cell)
            break
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            found = [None]
    if not all(isinstance(name, str) for name in found):
        raise ValueError("not a list of names")
    return [name.strip() for name in found if name.strip()]
