"""Fit a table into a terminal: names stand whole, columns that matter less go first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDEST_GAP = 3


@dataclass(frozen=True)
class Column:
    """A column with its cells. `spare` says how early it may go (1 first); 0 stays whatever happens."""

    name: str
    cells: tuple[str, ...]
    spare: int = 0
    left: bool = False

    @property
    def width(self) -> int:
        """Return the characters of its widest cell."""
        return max(len(text) for text in (self.name, *self.cells))


def fit_columns(columns: Sequence[Column], width: int) -> tuple[list[Column], int]:
    """Return the columns that fit into `width` and the gap between them: gaps shrink before columns go."""
    kept = list(columns)
    while True:
        room = width - sum(column.width for column in kept)
        gap = min(WIDEST_GAP, room // max(1, len(kept) - 1))
        spare = [column for column in kept if column.spare]
        if gap >= 1 or not spare:
            return kept, max(1, gap)
        kept.remove(min(spare, key=lambda column: column.spare))


def natural_width(columns: Sequence[Column]) -> int:
    """Return the least width at which every column stands whole."""
    return sum(column.width for column in columns) + len(columns) - 1


def rich_table(title: str, columns: Sequence[Column], width: int, *, caption: str = "") -> Any:
    """Return a rich table at most `width` wide; only a name with spaces may wrap, and only at these."""
    from rich import box
    from rich.table import Table

    kept, gap = fit_columns(columns, width)
    table = Table(
        title=title or None,
        caption=caption or None,
        box=box.SIMPLE_HEAD,
        title_justify="left",
        caption_justify="left",
        show_edge=False,
        padding=(0, gap - 1, 0, 0),
        pad_edge=False,
    )
    for column in kept:
        table.add_column(column.name, justify="left" if column.left else "right", no_wrap=not column.left)
    for row in zip(*(column.cells for column in kept), strict=True):
        table.add_row(*row)
    return table
