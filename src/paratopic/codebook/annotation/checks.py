"""Refuse annotations that contradict each other or name what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

Row = tuple[int, Annotation]
"""The line or record an annotation came from, counted from 1, and the annotation."""


def checked(
    rows: Iterable[Row], *, topics: Sequence[str], known: set[str] | None, path: str | Path
) -> list[Annotation]:
    """Return the annotations once each; raise AnnotationError with the row of the first bad one."""
    kept: dict[tuple[str, str, str], Row] = {}
    for line, one in rows:
        if known is not None and one.id not in known:
            raise AnnotationError(f"paragraph '{one.id}' is not among the paragraphs.", path=path, line=line)
        if one.topic not in topics:
            raise AnnotationError(
                f"unknown topic '{one.topic}'; the codebook has {', '.join(topics)}.", path=path, line=line
            )
        if not one.coder:
            raise AnnotationError("expected a coder, found none.", path=path, line=line)
        _keep(kept, line, one, path)
    if not kept:
        raise AnnotationError("expected annotations, found none.", path=path)
    return [one for _, one in kept.values()]


def _keep(kept: dict[tuple[str, str, str], Row], line: int, one: Annotation, path: str | Path) -> None:
    key = (one.id, one.coder, one.topic)
    if key in kept and kept[key][1] != one:
        before = kept[key][0]
        raise AnnotationError(
            f"coder '{one.coder}' answered '{one.topic}' for '{one.id}' twice, differently (row {before}); "
            "keep one.",
            path=path,
            line=line,
        )
    kept.setdefault(key, (line, one))
