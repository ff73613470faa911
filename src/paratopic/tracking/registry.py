"""The registered model: versions, and the aliases champion and previous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paratopic.errors import TrackingError
from paratopic.stops import stop_later
from paratopic.tracking.aliases import CHAMPION, PREVIOUS, REGISTERED
from paratopic.tracking.model import MODEL_URI
from paratopic.tracking.search import LoggedRun

if TYPE_CHECKING:
    from mlflow import MlflowClient


@dataclass(frozen=True)
class Version:
    """A version of the registered model, its run and its aliases."""

    number: int
    run_id: str
    aliases: tuple[str, ...]


def alias_run(client: MlflowClient, alias: str = CHAMPION) -> str | None:
    """Return the run behind an alias, or None where nobody has it."""
    found = _by_alias(client, alias)
    return None if found is None else str(found.run_id)


@stop_later()
def register(client: MlflowClient, run: LoggedRun) -> int:
    """Make `run` the champion and the old champion `previous`; return the version's number."""
    if MODEL_URI not in run.tags:
        raise TrackingError(
            f"run {run.run_id[:8]} has no logged model (folds are judged, not kept); train one classifier with "
            "split=holdout and promote that."
        )
    old = _by_alias(client, CHAMPION)
    version = _version_of(client, run.run_id) or _create(client, run)
    if old is not None and str(old.version) != str(version):
        client.set_registered_model_alias(REGISTERED, PREVIOUS, str(old.version))
    client.set_registered_model_alias(REGISTERED, CHAMPION, str(version))
    return int(version)


@stop_later()
def rollback(client: MlflowClient) -> tuple[int, int]:
    """Swap champion and previous and return their version numbers; raises TrackingError where one is missing."""
    champion, previous = _by_alias(client, CHAMPION), _by_alias(client, PREVIOUS)
    if champion is None or previous is None:
        raise TrackingError("there is no previous champion to go back to; `paratopic models` lists versions.")
    client.set_registered_model_alias(REGISTERED, CHAMPION, str(previous.version))
    client.set_registered_model_alias(REGISTERED, PREVIOUS, str(champion.version))
    return int(previous.version), int(champion.version)


def versions(client: MlflowClient) -> list[Version]:
    """Return all versions, newest first."""
    found = client.search_model_versions(f"name = '{REGISTERED}'", max_results=1000)
    aliases: dict[int, list[str]] = {}
    if found:
        for alias, number in client.get_registered_model(REGISTERED).aliases.items():
            aliases.setdefault(int(number), []).append(alias)
    rows = [Version(int(v.version), str(v.run_id), tuple(aliases.get(int(v.version), ()))) for v in found]
    return sorted(rows, key=lambda row: -row.number)


def _create(client: MlflowClient, run: LoggedRun) -> int:
    from mlflow.exceptions import MlflowException

    try:
        client.create_registered_model(
            REGISTERED, description="Paragraph classifiers; alias champion serves."
        )
    except MlflowException:
        client.get_registered_model(REGISTERED)
    uri = run.tags[MODEL_URI]
    created = client.create_model_version(
        REGISTERED,
        source=uri,
        run_id=run.run_id,
        model_id=uri.removeprefix("models:/") if uri.startswith("models:/m-") else None,
        tags={"model": run.model, "seed": str(run.seed)},
    )
    return int(created.version)


def _version_of(client: MlflowClient, run_id: str) -> int | None:
    found = client.search_model_versions(f"name = '{REGISTERED}' and run_id = '{run_id}'")
    return int(found[0].version) if found else None


def _by_alias(client: MlflowClient, alias: str) -> Any:
    from mlflow.exceptions import MlflowException

    try:
        return client.get_model_version_by_alias(REGISTERED, alias)
    except MlflowException:
        return None
