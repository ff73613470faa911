"""A piece of a classified corpus: what estimation needs of each row, in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import InputError
from paratopic.evaluation.checks import Floats, Ints

Strings = NDArray[np.object_]
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: `codes` points into `groups`; probabilities and decisions (0/1) are (rows, topics).

    `sizes` counts the paragraphs in each row: 1, or those of a whole document.
    """

    ids: Strings
    documents: Strings
    groups: list[Group]
    codes: Ints
    probabilities: Floats
    decisions: Floats
    trained: NDArray[np.bool_]
    sizes: Ints


def group_codes(columns: Sequence[Sequence[Any]], rows: int) -> tuple[list[Group], Ints]:
    """Number the combinations of the `--by` columns; without columns everything is one group."""
    if not columns:
        return [()], np.zeros(rows, dtype=np.int64)
    seen: dict[Group, int] = {}
    combined = [tuple("" if v is None else str(v) for v in row) for row in zip(*columns, strict=True)]
    codes = np.fromiter((seen.setdefault(row, len(seen)) for row in combined), dtype=np.int64, count=rows)
    return list(seen), codes


def whole_documents(batches: Iterable[Batch], *, path: str) -> Iterator[Batch]:
    """Turn paragraphs into documents, which have a topic where at least one paragraph has it.

    The probability is 1 minus the product of 1 - p over the paragraphs, the decision their maximum. Rows of one
    document must stand together, so that only one document is held open at a time; InputError otherwise.
    """
    closed: set[int] = set()
    rest: Batch | None = None
    for batch in batches:
        joined = batch if rest is None else _concatenate(rest, batch)
        start = _starts(joined.documents)[-1]
        if start:
            yield _collapse(_take(joined, slice(0, start)), closed, path)
        rest = _take(joined, slice(start, None))
    if rest is not None:
        yield _collapse(rest, closed, path)


def _starts(documents: Strings) -> Ints:
    change = np.flatnonzero(documents[1:] != documents[:-1]) + 1
    return np.concatenate([[0], change]).astype(np.int64)


def _collapse(batch: Batch, closed: set[int], path: str) -> Batch:
    starts = _starts(batch.documents)
    names = batch.documents[starts]
    for name in names:
        if hash(name) in closed:
            raise InputError(
                f"expected the rows of a document to stand together, found document {name!r} twice; "
                "sort the file by document.",
                path=path,
            )
        closed.add(hash(name))
    last = np.append(starts[1:], len(batch.documents)) - 1
    mixed = np.flatnonzero(
        np.maximum.reduceat(batch.codes, starts) != np.minimum.reduceat(batch.codes, starts)
    )
    if len(mixed):
        raise InputError(
            f"expected each document in one group, found {names[mixed[0]]!r} in several; "
            "group documents by columns of the document.",
            path=path,
        )
    absent = np.multiply.reduceat(1 - batch.probabilities, starts, axis=0)
    decided = np.maximum.reduceat(batch.decisions, starts, axis=0)
    trained = np.logical_or.reduceat(batch.trained, starts)
    return Batch(
        names, names, batch.groups, batch.codes[last], 1 - absent, decided, trained, last - starts + 1
    )


def _take(batch: Batch, rows: slice) -> Batch:
    return Batch(
        batch.ids[rows],
        batch.documents[rows],
        batch.groups,
        batch.codes[rows],
        batch.probabilities[rows],
        batch.decisions[rows],
        batch.trained[rows],
        batch.sizes[rows],
    )


def _concatenate(first: Batch, second: Batch) -> Batch:
    groups = {group: i for i, group in enumerate(first.groups)}
    moved = np.array([groups.setdefault(group, len(groups)) for group in second.groups], dtype=np.int64)
    return Batch(
        np.concatenate([first.ids, second.ids]),
        np.concatenate([first.documents, second.documents]),
        list(groups),
        np.concatenate([first.codes, moved[second.codes]]),
        np.concatenate([first.probabilities, second.probabilities]),
        np.concatenate([first.decisions, second.decisions]),
        np.concatenate([first.trained, second.trained]),
        np.concatenate([first.sizes, second.sizes]),
    )
