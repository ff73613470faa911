"""Find a run's bundle: straight from SQLite in milliseconds, else through MLflow's client.

`classify` starts here, and importing mlflow costs more than a second; the four tables that are read have kept
their columns since MLflow 2. Anything unexpected falls back to the client.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

from paratopic.errors import ModelError
from paratopic.tracking.aliases import REGISTERED
from paratopic.tracking.client_lookup import download, lookup_by_client
from paratopic.tracking.model import BUNDLE_TAG
from paratopic.tracking.store import read_only, sqlite_path, tracking_uri

_BY_ALIAS = """
SELECT t.value, 'champion (' || m.value || ', version ' || a.version || ')'
FROM registered_model_aliases a
JOIN model_versions v ON v.name = a.name AND v.version = a.version
JOIN tags t ON t.run_uuid = v.run_id AND t.key = :tag
JOIN tags m ON m.run_uuid = v.run_id AND m.key = 'model'
WHERE a.name = :registered AND a.alias = :name
"""
_BY_MODEL = """
SELECT t.value, m.value || ' (run ' || substr(r.run_uuid, 1, 8) || ')' FROM runs r
JOIN tags m ON m.run_uuid = r.run_uuid AND m.key = 'model' AND m.value = :name
JOIN tags t ON t.run_uuid = r.run_uuid AND t.key = :tag
WHERE r.status = 'FINISHED' AND r.lifecycle_stage = 'active'
ORDER BY r.end_time DESC, r.start_time DESC LIMIT 1
"""
_BY_RUN = """
SELECT t.value, m.value || ' (run ' || substr(r.run_uuid, 1, 8) || ')' FROM runs r
JOIN tags m ON m.run_uuid = r.run_uuid AND m.key = 'model'
JOIN tags t ON t.run_uuid = r.run_uuid AND t.key = :tag
WHERE r.run_uuid = :name AND r.lifecycle_stage = 'active'
"""


@dataclass(frozen=True)
class Found:
    """A bundle's folder on this machine and the words that name it."""

    folder: Path
    label: str


def lookup_bundle(name: str, configured: str | None = None) -> Found | None:
    """Return the bundle of an alias (champion, previous), a model's latest finished run, or a run's id."""
    uri = tracking_uri(configured)
    path = sqlite_path(uri)
    if path is not None and not path.exists():
        return None
    if path is not None:
        try:
            return _from_sqlite(path, name)
        except sqlite3.Error:
            pass
    found = lookup_by_client(name, configured)
    return None if found is None else Found(local_folder(found[0]), found[1])


def _from_sqlite(path: Path, name: str) -> Found | None:
    connection = read_only(path)
    try:
        values = {"tag": BUNDLE_TAG, "registered": REGISTERED, "name": name}
        for query in (_BY_ALIAS, _BY_MODEL, _BY_RUN):
            row = connection.execute(query, values).fetchone()
            if row is not None:
                return Found(local_folder(row[0]), row[1])
        return None
    finally:
        connection.close()


def local_folder(uri: str) -> Path:
    """Return the folder of an artifact address, downloaded where it is not on this machine."""
    parsed = urlparse(uri)
    if parsed.scheme in ("", "file"):
        folder = Path(unquote(parsed.path) if parsed.scheme else uri)
        if not folder.is_dir():
            raise ModelError(
                f"the bundle {folder} is gone; run the experiment again or choose another model."
            )
        return folder
    return download(uri)
