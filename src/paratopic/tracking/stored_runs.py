"""Read an experiment's finished runs straight from SQLite: importing mlflow takes two seconds, its answer two more.

The five tables that are read have kept these columns since MLflow 2. Whatever is not as expected is left to the
client (`search.py`), which also has the sentences for it; a test compares both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from paratopic.tracking.search import LoggedRun
from paratopic.tracking.store import read_only, sqlite_path, tracking_uri

_FINISHED = """
SELECT r.run_uuid, e.name, r.artifact_uri, r.end_time FROM runs r
JOIN experiments e ON e.experiment_id = r.experiment_id
JOIN tags t ON t.run_uuid = r.run_uuid AND t.key = 'stage' AND t.value = 'run'
WHERE r.status = 'FINISHED' AND r.lifecycle_stage = 'active' AND e.lifecycle_stage = 'active'
"""
_NEWEST = "ORDER BY r.end_time DESC, r.start_time DESC, r.run_uuid"
_VALUES = {
    "metrics": "SELECT run_uuid, key, CASE WHEN is_nan THEN 'nan' ELSE value END FROM asked "
    "NATURAL JOIN latest_metrics",
    "parameters": "SELECT run_uuid, key, value FROM asked NATURAL JOIN params",
    "tags": "SELECT run_uuid, key, value FROM asked NATURAL JOIN tags",
}
Row = tuple[Any, ...]


def stored_runs(configured: str | None, experiments: Sequence[str]) -> list[LoggedRun] | None:
    """Return the finished runs of these experiments (of the latest one if none is named), newest first.

    None where the store is no SQLite file, or a name is not that of exactly one experiment with finished runs.
    """
    path = sqlite_path(tracking_uri(configured))
    if path is None or not path.exists():
        return None
    try:
        return _read(path, experiments)
    except (sqlite3.Error, ValueError):
        return None


def _read(path: Path, experiments: Sequence[str]) -> list[LoggedRun] | None:
    connection = read_only(path)
    try:
        names = list(dict.fromkeys(experiments)) or [
            row[1] for row in connection.execute(f"{_FINISHED} {_NEWEST} LIMIT 1")
        ]
        rows: list[Row] = []
        for name in names:
            known = connection.execute("SELECT count(*) FROM experiments WHERE name = ?", [name]).fetchone()[
                0
            ]
            found = list(connection.execute(f"{_FINISHED} AND e.name = ? {_NEWEST}", [name]))
            if known != 1 or not found:
                return None
            rows += found
        return _with_values(connection, rows) if rows else None
    finally:
        connection.close()


def _with_values(connection: sqlite3.Connection, rows: Iterable[Row]) -> list[LoggedRun]:
    listed = sorted(rows, key=lambda row: -int(row[3] or 0))
    connection.execute("CREATE TEMP TABLE asked (run_uuid TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO asked VALUES (?)", [row[:1] for row in listed])
    found: dict[str, dict[str, dict[str, Any]]] = {row[0]: {kind: {} for kind in _VALUES} for row in listed}
    for kind, query in _VALUES.items():
        for run, key, value in connection.execute(query):
            found[run][kind][key] = float(value) if kind == "metrics" else value
    return [
        LoggedRun(
            run_id=run,
            experiment=experiment,
            model=found[run]["tags"].get("model", "?"),
            seed=int(found[run]["tags"].get("seed", 0)),
            metrics=found[run]["metrics"],
            parameters=found[run]["parameters"],
            tags=found[run]["tags"],
            artifacts=artifacts,
            ended=int(ended or 0),
        )
        for run, experiment, artifacts, ended in listed
    ]
