"""Find or make an MLflow experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratopic.errors import TrackingError
from paratopic.tracking.store import sqlite_path

if TYPE_CHECKING:
    from mlflow import MlflowClient


def experiment_id(client: MlflowClient, name: str) -> str:
    """Return the id of the experiment `name`, made where it is missing; safe in several processes at once."""
    from mlflow.exceptions import MlflowException

    found = client.get_experiment_by_name(name)
    if found is None:
        try:
            return str(client.create_experiment(name, artifact_location=_artifacts(client)))
        except MlflowException:  # another process was faster
            found = client.get_experiment_by_name(name)
    if found is None:
        raise TrackingError(
            f"the MLflow experiment '{name}' can't be made; look at the store with mlflow ui."
        )
    if found.lifecycle_stage != "active":
        raise deleted(found)
    return str(found.experiment_id)


def deleted(experiment: Any) -> TrackingError:
    """Return the error that names a deleted experiment and the way back."""
    return TrackingError(
        f"the MLflow experiment '{experiment.name}' was deleted; restore it (mlflow experiments restore "
        f"-x {experiment.experiment_id}) or give this one another name (name=...)."
    )


def _artifacts(client: MlflowClient) -> str | None:
    """Keep artifacts beside a SQLite store, whatever folder later commands run in; a server has its own place."""
    path = sqlite_path(client.tracking_uri)
    return None if path is None else (path.parent / "mlruns").as_uri()
