"""Training curves of a logged run."""

from __future__ import annotations

import csv

from paratopic.errors import TrackingError
from paratopic.tracking.predictions import artifact
from paratopic.tracking.search import LoggedRun

HISTORY = "history.csv"


def read_history(run: LoggedRun) -> list[dict[str, float]]:
    """Return one row an epoch, empty where the model has no training curve."""
    if not any(name.startswith("training/") for name in run.metrics):
        return []
    try:
        path = artifact(run, HISTORY)
        with path.open(encoding="utf-8", newline="") as stream:
            return [
                {name: float(value) for name, value in row.items() if value} for row in csv.DictReader(stream)
            ]
    except (OSError, ValueError, TrackingError):
        return []
