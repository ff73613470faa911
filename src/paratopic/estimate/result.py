"""What an estimate says: shares, differences and trends, each with its interval."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """The share of paragraphs (or documents) of one group that have a topic.

    `gold_low` and `gold_high` are the interval of the coded sample alone; `thin` says that fewer than five coded
    ones have the topic, or lack it, so that the interval is not to be relied on.
    """

    topic: str
    group: str
    share: float
    low: float
    high: float
    standard_error: float
    size: int
    coded: int
    positive: int
    tuning: float
    gold_low: float | None
    gold_high: float | None
    thin: bool

    @property
    def narrower(self) -> float | None:
        """Return by which part the interval is narrower than the coded sample's own; negative if wider."""
        if self.gold_low is None or self.gold_high is None or self.gold_high <= self.gold_low:
            return None
        return 1 - (self.high - self.low) / (self.gold_high - self.gold_low)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between groups, or a trend (change a year), with p-values before and after Holm's correction."""

    topic: str
    kind: str
    name: str
    change: float
    low: float
    high: float
    p_value: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """All shares and changes of one request, and how they were made."""

    method: str
    of: str
    target: str
    predictor: str
    level: float
    by: tuple[str, ...]
    size: int
    coded: int
    drawn: str
    shares: tuple[Share, ...]
    changes: tuple[Change, ...]
    warnings: tuple[str, ...] = field(default=())

    def rows(self) -> list[dict[str, Any]]:
        """Return one flat row a share and a change, as the CSV file has them."""
        shares = [
            {"kind": "share", "name": one.group, **_plain(asdict(one), "share", "group")}
            for one in self.shares
        ]
        changes = [
            {"kind": one.kind, "name": one.name, **_plain(asdict(one), "change", "name", "kind")}
            for one in self.changes
        ]
        columns: dict[str, None] = {}
        for row in [*shares, *changes]:
            columns |= dict.fromkeys(row)
        return [{column: row.get(column, "") for column in columns} for row in [*shares, *changes]]


def _plain(row: dict[str, Any], value: str, *dropped: str) -> dict[str, Any]:
    kept = {"estimate" if key == value else key: cell for key, cell in row.items() if key not in dropped}
    return {key: "" if cell is None else cell for key, cell in kept.items()}
