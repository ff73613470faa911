"""Write run folders to a store that lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.errors import TrackingError
from paratopic.tracking.experiments import experiment_id
from paratopic.tracking.log import find_key, log_folder
from paratopic.tracking.parents import close_parent, open_parent
from paratopic.tracking.record import PARENT_RECORD, RECORD, read_record
from paratopic.tracking.store import open_store

if TYPE_CHECKING:
    from mlflow import MlflowClient


@dataclass(frozen=True)
class Relogged:
    """A run's folder, its id in the store, and whether it was there before."""

    folder: Path
    run_id: str
    already: bool


def relog(folder: str | Path, *, tracking_uri: str | None = None) -> list[Relogged]:
    """Log every run in `folder` that the store lacks, under its parent; doing it twice changes nothing.

    Raises TrackingError where there is no run in the folder or the store does not answer.
    """
    root = Path(folder)
    folders = [root] if (root / RECORD).is_file() else sorted(path.parent for path in root.rglob(RECORD))
    if not folders:
        raise TrackingError(
            f"{folder}: expected the folder of a run or an experiment ({RECORD} somewhere in it), found none."
        )
    client = open_store(tracking_uri)
    parents: dict[Path, str | None] = {}
    done = []
    for one in folders:
        place = _parent_folder(one)
        if place not in parents:
            parents[place] = _parent(client, place)
        done.append(_relog(client, one, parents[place]))
    _close(client, {place: run for place, run in parents.items() if run is not None})
    return done


def _relog(client: MlflowClient, folder: Path, parent: str | None) -> Relogged:
    record = read_record(folder)
    known = find_key(client, experiment_id(client, record.experiment), record.key)
    run = known or log_folder(client, folder, parent=parent)
    return Relogged(folder, run, known is not None)


def _parent_folder(folder: Path) -> Path:
    """Return the nearest folder above a run that holds the parent's record: the experiment's or the sweep's."""
    above: Sequence[Path] = folder.resolve().parents[:2]
    return next((path for path in reversed(above) if (path / PARENT_RECORD).is_file()), folder)


def _parent(client: MlflowClient, folder: Path) -> str | None:
    if not (folder / PARENT_RECORD).is_file():
        return None
    return open_parent(client, read_record(folder, name=PARENT_RECORD))[1]


def _close(client: MlflowClient, parents: dict[Path, str]) -> None:
    """End parents that the store still has as running, with the status of their record."""
    for folder, run in parents.items():
        record = read_record(folder, name=PARENT_RECORD)
        if "status" in record.tags and client.get_run(run).info.status == "RUNNING":
            close_parent(client, run, record, folder=folder / "summary")
