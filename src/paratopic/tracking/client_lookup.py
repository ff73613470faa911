"""The same look-ups through MLflow's client, for tracking servers and other stores."""

from __future__ import annotations

from pathlib import Path

from paratopic.errors import ModelError
from paratopic.tracking.aliases import REGISTERED
from paratopic.tracking.model import BUNDLE_TAG
from paratopic.tracking.store import open_store


def lookup_by_client(name: str, configured: str | None) -> tuple[str, str] | None:
    """Return (artifact address, label) of an alias, of a model's latest finished run, or of a run's id."""
    from mlflow.exceptions import MlflowException

    client = open_store(configured)
    try:
        version = client.get_model_version_by_alias(REGISTERED, name)
        run = client.get_run(version.run_id)
        label = f"{name} ({run.data.tags.get('model', '?')}, version {version.version})"
        return run.data.tags[BUNDLE_TAG], label
    except (MlflowException, KeyError):
        pass
    experiments = [one.experiment_id for one in client.search_experiments()]
    query = f"tags.model = '{name}' and tags.`{BUNDLE_TAG}` != '' and attributes.status = 'FINISHED'"
    runs = []
    if "'" not in name:
        runs = list(
            client.search_runs(experiments, query, max_results=1, order_by=["attributes.end_time DESC"])
        )
    if not runs:
        try:
            runs = [client.get_run(name)]
        except MlflowException:
            return None
    tags = runs[0].data.tags
    if BUNDLE_TAG not in tags:
        return None
    return tags[BUNDLE_TAG], f"{tags.get('model', '?')} (run {runs[0].info.run_id[:8]})"


def download(uri: str) -> Path:
    """Return a local copy of a bundle in a store; raises ModelError where it can't be had."""
    import mlflow

    try:
        return Path(mlflow.artifacts.download_artifacts(artifact_uri=uri))
    except Exception as error:
        raise ModelError(
            f"the bundle {uri} can't be downloaded ({error}); is the store reachable?"
        ) from error
