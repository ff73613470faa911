"""Which models of an experiment failed and were not run again: what its finished runs don't show."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from paratopic.tracking.store import read_only, sqlite_path, tracking_uri

_ENDED = """
SELECT m.value, s.value, r.status, r.start_time FROM runs r
JOIN experiments e ON e.experiment_id = r.experiment_id
JOIN tags t ON t.run_uuid = r.run_uuid AND t.key = 'stage' AND t.value = 'run'
JOIN tags m ON m.run_uuid = r.run_uuid AND m.key = 'model'
JOIN tags s ON s.run_uuid = r.run_uuid AND s.key = 'seed'
WHERE r.lifecycle_stage = 'active' AND r.status IN ('FINISHED', 'FAILED', 'KILLED') AND e.name = ?
"""
Ended = tuple[str, str, str, int]
"""A run that ended: its model, seed, status, start in milliseconds since 1970."""


def failed_runs(configured: str | None, experiments: Sequence[str]) -> list[str]:
    """Return `model · seed n` of every model and seed whose last run in one of these experiments failed."""
    path = sqlite_path(tracking_uri(configured))
    stored = path if path is not None and path.exists() else None
    return [
        label
        for name in experiments
        for label in _last_failed(
            _by_client(configured, name) if stored is None else _from_sqlite(configured, stored, name)
        )
    ]


def _last_failed(runs: Iterable[Ended]) -> list[str]:
    last = {(model, seed): status for model, seed, status, _ in sorted(runs, key=lambda run: run[3])}
    return [
        f"{model} · seed {seed}" for (model, seed), status in sorted(last.items()) if status != "FINISHED"
    ]


def _from_sqlite(configured: str | None, path: Path, name: str) -> list[Ended]:
    try:
        connection = read_only(path)
        try:
            return [
                (model, seed, status, int(start or 0))
                for model, seed, status, start in connection.execute(_ENDED, [name])
            ]
        finally:
            connection.close()
    except sqlite3.Error:  # tables of another MLflow
        return _by_client(configured, name)


def _by_client(configured: str | None, name: str) -> list[Ended]:
    from paratopic.tracking.store import open_store

    client = open_store(configured)
    experiment = client.get_experiment_by_name(name)
    if experiment is None:
        return []
    found = client.search_runs([experiment.experiment_id], "tags.stage = 'run'", max_results=1000)
    return [
        (
            run.data.tags.get("model", "?"),
            run.data.tags.get("seed", "?"),
            run.info.status,
            run.info.start_time,
        )
        for run in found
        if run.info.status in ("FINISHED", "FAILED", "KILLED")
    ]
