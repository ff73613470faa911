"""Where paragraphs come from and how they are split: settings as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paratopic.dataset.label_columns import Columns


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the paragraphs come from: kind corpus (`path`), labelled (`train`, ...) or hub (`path`).

    `label_columns` are topics with a column of 0 and 1 each, instead of names in `label_column`; `examples` adds
    a corpus folder's example paragraphs to what a hybrid learns from.
    """

    kind: str
    path: str | None = None
    train: str | None = None
    test: str | None = None
    validation: str | None = None
    revision: str | None = None
    text_column: str = "text"
    label_column: str = "labels"
    label_columns: Sequence[str] | None = None
    examples: bool = True

    @property
    def columns(self) -> Columns:
        """Return which columns are read."""
        return Columns(self.text_column, self.label_column, tuple(self.label_columns or ()))


@dataclass(frozen=True, kw_only=True)
class Split:
    """Kind holdout, kfold, leave_one_out or temporal; shares of paragraphs, the seed, and how many folds.

    `by` is the column whose values are left out whole; `near_duplicates` the overlap from which pairs are
    reported; `train_share` asks a holdout for a learning curve at these shares of what is learned from.
    """

    test: float | None
    validation: float
    seed: int
    near_duplicates: float
    kind: str = "holdout"
    folds: int | None = None
    repeats: int = 1
    by: str | None = None
    train_share: tuple[float, ...] | None = None
