"""The registered versions with the figures of their runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from paratopic.compare.columns import Column, rich_table
from paratopic.errors import TrackingError
from paratopic.tracking.registry import Version, versions
from paratopic.tracking.search import LoggedRun, get_run
from paratopic.tracking.store import open_store


@dataclass(frozen=True)
class RegisteredModel:
    """A version and its run; the run is None where it was deleted from the store."""

    version: Version
    run: LoggedRun | None


def registered_models(*, tracking_uri: str | None = None) -> list[RegisteredModel]:
    """Return all registered versions, newest first, with their runs."""
    client = open_store(tracking_uri)
    found = []
    for version in versions(client):
        try:
            run = get_run(client, version.run_id)
        except TrackingError:
            run = None
        found.append(RegisteredModel(version, run))
    return found


def models_table(models: list[RegisteredModel], *, width: int = 80) -> Any:
    """Return a rich table: version, alias, model, seed, validation and test macro-F1, date, run."""
    columns = [
        Column("version", tuple(str(one.version.number) for one in models)),
        Column("alias", tuple(", ".join(one.version.aliases) for one in models), left=True),
        Column("model", tuple(_name(one.run) for one in models), left=True),
        Column("valid.", tuple(_figure(one.run, "validation/macro_f1") for one in models)),
        Column("test", tuple(_figure(one.run, "test/macro_f1") for one in models)),
        Column("95 % interval", tuple(_interval(one.run) for one in models), spare=3),
        Column("trained", tuple(_day(one.run) for one in models), spare=1),
        Column("run", tuple(one.version.run_id[:8] for one in models), spare=4),
    ]
    caption = "macro-F1. `paratopic classify` uses the champion; `paratopic rollback` swaps it with previous."
    return rich_table("", columns, width, caption=caption)


def _name(run: LoggedRun | None) -> str:
    return "its run is deleted" if run is None else f"{run.model} · seed {run.seed}"


def _figure(run: LoggedRun | None, metric: str) -> str:
    return "–" if run is None or metric not in run.metrics else f"{run.metrics[metric]:.3f}"


def _interval(run: LoggedRun | None) -> str:
    low, high = (_figure(run, f"test/macro_f1_{end}") for end in ("low", "high"))
    return "–" if "–" in (low, high) else f"{low}-{high}"


def _day(run: LoggedRun | None) -> str:
    return "–" if run is None else datetime.fromtimestamp(run.ended / 1000, UTC).strftime("%Y-%m-%d")
