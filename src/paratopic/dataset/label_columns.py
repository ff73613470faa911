"""Which columns of a labelled table are the text and its labels: one column of names, or one of 0 and 1 a topic."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paratopic.errors import AnnotationError, InputError
from paratopic.files.names import SEPARATOR, split_names

_TRUTH = {"0": False, "1": True, "0.0": False, "1.0": True, "false": False, "true": True}
_NEVER = frozenset({"id", "document", "split", "year"})  # columns of other meaning that may hold 0 or 1


@dataclass(frozen=True)
class Columns:
    """Names of columns; with `topics`, each of these has 0 or 1 in every row, and `labels` is not looked at.

    A table that has none of these topics but `labels` is read by names all the same: an external set may be coded so.
    """

    text: str = "text"
    labels: str = "labels"
    topics: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Return the columns that a table has to have."""
        return [self.text, *(self.topics or (self.labels,))]

    def of(self, row: Mapping[str, Any], *, path: str | Path, line: int) -> tuple[Any, tuple[str, ...]]:
        """Return a row's text and its topics.

        Raises InputError where a column is missing, AnnotationError where a cell holds no labels.
        """
        wide = self._is_wide(row)
        expected = self.names if wide else [self.text, self.labels]
        if not row.keys() >= {*expected}:
            names = f"{', '.join(expected[:-1])} and {expected[-1]}"
            message = f"expected the columns {names}, found {', '.join(row)}{self._advice(row)}."
            raise InputError(message, path=path, line=line)
        if wide:
            return row[self.text], tuple(
                topic for topic in self.topics if _truth(row[topic], topic, path=path, line=line)
            )
        return row[self.text], _names(row[self.labels], path=path, line=line)

    def in_one_cell(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row's labels stand in one cell, not in a list or in columns."""
        return not self._is_wide(row) and isinstance(row.get(self.labels), str)

    def _is_wide(self, row: Mapping[str, Any]) -> bool:
        """Tell whether topics have columns: they do where they are named, but for a table that has names only."""
        return bool(self.topics) and not (self.labels in row and row.keys().isdisjoint(self.topics))

    def _advice(self, row: Mapping[str, Any]) -> str:
        truths = [name for name, value in row.items() if str(value).strip().lower() in _TRUTH]
        found = [name for name in truths if name not in _NEVER]
        if self.topics or not found:
            return ""
        return f"; where each topic has a column of 0 and 1, add 'data.label_columns=[{','.join(found)}]'"


def _truth(value: Any, topic: str, *, path: str | Path, line: int) -> bool:
    try:
        return _TRUTH[str(value).strip().lower()]
    except KeyError:
        raise AnnotationError(
            f"expected 0 or 1 in the column {topic}, found {value!r}.", path=path, line=line
        ) from None


def _names(value: Any, *, path: str | Path, line: int) -> tuple[str, ...]:
    if value is None:
        return ()
    found = value
    if isinstance(value, str):
        with suppress(ValueError):
            value = split_names(value)
    if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
        raise AnnotationError(
            f"expected labels as a list of names or 'a{SEPARATOR}b', found {found!r}.", path=path, line=line
        )
    return tuple(dict.fromkeys(value))
