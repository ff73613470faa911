"""Which paragraphs are tested in which fold: by documents, by issuer or genre or year, or by time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.dataset.settings import Split
from paratopic.dataset.splits import document_folds
from paratopic.errors import ConfigError, DatasetError

Metadata = Mapping[str, Mapping[str, Any]]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Fold:
    """A fold's name, the rows it tests, and the rows that may be learned from; they share no document."""

    name: str
    test: Rows
    rest: Rows


def make_folds(examples: Examples, metadata: Metadata, split: Split) -> list[Fold]:
    """Return the folds of `split.kind`; raise ConfigError or DatasetError where the data don't allow them."""
    if split.kind not in PROTOCOLS:
        expected = ", ".join(("holdout", *PROTOCOLS))
        raise ConfigError(f"expected split.kind to be one of {expected}, found '{split.kind}'.")
    if split.folds is not None and split.folds < 1 + (split.kind != "temporal"):
        raise ConfigError(f"expected split.folds of two or more, found {split.folds}.")
    documents = len(set(examples.documents))
    if (split.folds or 2) > documents:
        raise DatasetError(f"expected at most {documents} folds (a document each), found {split.folds}.")
    return PROTOCOLS[split.kind](examples, metadata, split)


def _kfold(examples: Examples, metadata: Metadata, split: Split) -> list[Fold]:
    """Deal documents into stratified folds, `repeats` times with another seed."""
    found = []
    for repeat in range(split.repeats):
        number = document_folds(
            examples.documents, examples.targets, folds=split.folds or 5, seed=split.seed + repeat
        )
        prefix = f"{repeat + 1}." if split.repeats > 1 else ""
        found += _each(number, {fold: f"{prefix}{fold + 1}" for fold in range(split.folds or 5)})
    return found


def _leave_one_out(examples: Examples, metadata: Metadata, split: Split) -> list[Fold]:
    """Test each value of a column unseen; with `folds`, whole values are packed into so many folds."""
    values = document_values(examples.documents, metadata, split.by or "")
    names = sorted(set(values))
    if len(names) < 2:
        raise DatasetError(f"expected two or more values of '{split.by}', found only '{names[0]}'.")
    if split.folds is None:
        return _each(np.array([names.index(value) for value in values]), dict(enumerate(names)))
    number = document_folds(values, examples.targets, folds=split.folds, seed=split.seed)
    return _each(number, {fold: str(fold + 1) for fold in range(split.folds)})


def _temporal(examples: Examples, metadata: Metadata, split: Split) -> list[Fold]:
    """Test the last share of the paragraphs, in `folds` windows; each is judged by what came before it."""
    dates = np.array(document_values(examples.documents, metadata, "date"))
    if split.test is None or not 0 < split.test < 1:
        raise ConfigError(f"expected split.test between 0 and 1 for split=temporal, found {split.test}.")
    windows = split.folds or 1
    ordered = np.sort(dates)
    shares = 1 - split.test + split.test * np.arange(windows) / windows
    starts = [str(ordered[int(share * len(ordered))]) for share in shares]
    ends = [*starts[1:], "\uffff"]
    found = []
    for start, end in zip(starts, ends, strict=True):
        test, rest = np.flatnonzero((dates >= start) & (dates < end)), np.flatnonzero(dates < start)
        if not len(test) or not len(rest):
            raise DatasetError(f"expected dates before and after {start}, found none; ask for fewer folds.")
        found.append(Fold(f"from {start}", test, rest))
    return found


def _each(number: Rows, names: Mapping[int, str]) -> list[Fold]:
    return [Fold(name, np.flatnonzero(number == n), np.flatnonzero(number != n)) for n, name in names.items()]


def document_values(documents: Sequence[str], metadata: Metadata, column: str) -> list[str]:
    """Return each paragraph's value of a column of its document; `year` is the beginning of `date`."""
    source = "date" if column == "year" else column
    found = []
    for document in documents:
        about = metadata.get(document, {})
        value = str(about.get(column) or about.get(source) or "").strip()
        if not value:
            known = sorted({key for row in metadata.values() for key in row})
            raise DatasetError(
                f"document '{document}' has no '{source}'; split.by takes a column of every document, "
                f"found {', '.join(known) or 'none'}."
            )
        found.append(value[:4] if column == "year" else value)
    return found


PROTOCOLS: dict[str, Callable[[Examples, Metadata, Split], list[Fold]]] = {
    "kfold": _kfold,
    "leave_one_out": _leave_one_out,
    "temporal": _temporal,
}
