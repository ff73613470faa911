"""One worker's share: a window of items in, the finished block out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from paratopic.inference.backend_choice import AUTO
from paratopic.inference.classifier import Classifier
from paratopic.inference.encode import Encode, added, encode_csv, encode_jsonl
from paratopic.inference.shown import Shown
from paratopic.inference.sources import Item
from paratopic.inference.stream import classify_window
from paratopic.schema import TOPICS


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """All that a worker process needs to answer as its parent would; plain values only."""

    model: str
    name: str
    thresholds: tuple[tuple[str, float], ...]
    shown: Shown
    batch_size: int
    form: str
    columns: tuple[str, ...] = ()
    backend: str = AUTO

    def open(self, *, measured: bool = False) -> Engine:
        """Load the classifier and return the engine; `measured` as for `Classifier.with_backend`."""
        loaded = Classifier.load(self.model)
        named = loaded.with_name(self.name).with_backend(self.backend, measured=measured)
        return Engine(named.with_thresholds(dict(self.thresholds)), self)


@dataclass(frozen=True)
class Block:
    """A window's answer: as bytes for JSONL and CSV, else as rows; `read` items went in.

    `replaced` are columns of the input that have the name of an answer's column and gave way to it.
    """

    read: int
    rows: list[dict[str, Any]]
    data: bytes
    kept: int
    topics: Counter[str]
    replaced: tuple[str, ...] = ()


class Engine:
    """Classify and encode windows with one classifier."""

    def __init__(self, classifier: Classifier, recipe: Recipe) -> None:
        self.classifier, self.recipe = classifier, recipe
        self.encode = encoder(recipe.form, recipe.columns)
        self.added = added(abstains=classifier.abstains)

    def __call__(self, window: list[Item]) -> Block:
        """Return the finished block of a window."""
        recipe = self.recipe
        rows = classify_window(self.classifier, window, batch_size=recipe.batch_size, shown=recipe.shown)
        topics = Counter(topic for row in rows for topic in row[TOPICS])
        data = self.encode(rows) if self.encode else b""
        replaced = tuple(name for name in self.added if any(name in row for _, row in window))
        return Block(len(window), [] if self.encode else rows, data, len(rows), topics, replaced)


def encoder(form: str, columns: Sequence[str]) -> Encode | None:
    """Return what turns rows into bytes; None for forms that need the rows themselves."""
    if form == "jsonl":
        return encode_jsonl
    return partial(encode_csv, columns=columns) if form == "csv" else None


def recipe_of(
    classifier: Classifier, *, shown: Shown, batch_size: int, form: str, columns: Sequence[str] = ()
) -> Recipe:
    """Return the recipe by which another process makes the same classifier."""
    return Recipe(
        model=str(Path(classifier.folder).resolve()) if classifier.folder else "rules",
        name=classifier.name,
        thresholds=tuple(classifier.thresholds.items()),
        shown=shown,
        batch_size=batch_size,
        form=form,
        columns=tuple(columns),
        backend=classifier.backend.name,
    )
