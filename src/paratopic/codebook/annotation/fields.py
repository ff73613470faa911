"""The columns of an annotation as text, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

COLUMNS = tuple(field.name for field in fields(Annotation))
_VALUES = {"1": True, "0": False, "": None, "true": True, "false": False, "yes": True, "no": False}


def to_cells(one: Annotation) -> dict[str, str]:
    """Return an annotation as text cells; an empty `value` means not shown or not answered."""
    return {
        "id": one.id,
        "coder": one.coder,
        "topic": one.topic,
        "value": "" if one.value is None else str(int(one.value)),
        "unsure": str(int(one.unsure)),
        "time": one.time or "",
        "codebook": one.codebook or "",
        "sampling": one.sampling or "",
        "inclusion": "" if one.inclusion is None else repr(one.inclusion),
        "note": one.note,
    }


def from_cells(row: Mapping[str, Any], *, path: str | Path, line: int) -> Annotation:
    """Return the annotation of a row; raise AnnotationError with its line where a cell can't be read."""
    for column in ("id", "coder", "topic", "value"):
        if column not in row:
            raise AnnotationError(
                f"expected the columns id, coder, topic, value, found {', '.join(map(str, row))}.",
                path=path,
                line=line,
            )
    cells = {key: "" if value is None else str(value) for key, value in row.items()}
    return Annotation(
        id=cells["id"],
        coder=cells["coder"],
        topic=cells["topic"],
        value=parse_value(cells["value"], path=path, line=line),
        unsure=bool(parse_value(cells.get("unsure", ""), path=path, line=line)),
        time=cells.get("time") or None,
        codebook=cells.get("codebook") or None,
        sampling=cells.get("sampling") or None,
        inclusion=parse_inclusion(cells.get("inclusion", ""), path=path, line=line),
        note=cells.get("note", ""),
    )


def parse_value(cell: str, *, path: str | Path, line: int) -> bool | None:
    """Return True, False, or None for an empty cell."""
    try:
        return _VALUES[cell.strip().lower().removesuffix(".0")]
    except KeyError:
        raise AnnotationError(f"expected 1, 0 or nothing, found '{cell}'.", path=path, line=line) from None


def parse_inclusion(cell: str, *, path: str | Path, line: int) -> float | None:
    """Return an inclusion probability in (0, 1], or None for an empty cell."""
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not 0 < value <= 1:
        raise AnnotationError(
            f"expected an inclusion probability above 0 and up to 1, found '{cell}'.", path=path, line=line
        )
    return value
