"""Log a run's folder to a store, once: the folder is the truth, the store its copy."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paratopic.tracking.experiments import experiment_id
from paratopic.tracking.inputs import dataset_inputs
from paratopic.tracking.model import log_model
from paratopic.tracking.record import ARTIFACTS, BUNDLE, RunRecord, read_record

if TYPE_CHECKING:
    from mlflow import MlflowClient

KEY = "paratopic.key"
PARENT = "mlflow.parentRunId"


def log_folder(client: MlflowClient, folder: Path, *, parent: str | None = None) -> str:
    """Log the run in `folder` and return its id; a run of that key that is already there stays as it is."""
    record = read_record(folder)
    experiment = experiment_id(client, record.experiment)
    known = find_key(client, experiment, record.key)
    if known is not None:
        return known
    run = start_run(client, record, experiment, parent=parent)
    try:
        _log(client, run, folder, record)
    except BaseException as error:
        end_run(client, run, "FAILED", error=error)
        raise
    client.set_tag(run, KEY, record.key)  # last: a half-logged run is not found again
    client.set_terminated(run, "FINISHED", end_time=record.ended or None)
    return run


def find_key(client: MlflowClient, experiment: str, key: str) -> str | None:
    """Return the id of the run with this key, if the store has it."""
    found = client.search_runs([experiment], f"tags.`{KEY}` = '{key}'", max_results=1)
    return str(found[0].info.run_id) if found else None


def start_run(client: MlflowClient, record: RunRecord, experiment: str, *, parent: str | None = None) -> str:
    """Make a run with the record's name, tags and parameters; return its id."""
    tags = {**record.tags, **({PARENT: parent} if parent else {})}
    run = client.create_run(experiment, run_name=record.name, tags=tags, start_time=record.started or None)
    return str(run.info.run_id)


def end_run(client: MlflowClient, run: str, status: str, *, error: BaseException | None = None) -> None:
    """End a run as FAILED or KILLED with the error as a tag, or as FINISHED."""
    if error is not None:
        client.set_tag(run, "error", f"{type(error).__name__}: {error}"[:1000])
    client.set_terminated(run, status)


def _log(client: MlflowClient, run: str, folder: Path, record: RunRecord) -> None:
    log_values(client, run, metrics=record.metrics, parameters=record.parameters)
    log_history(client, run, record.history)
    client.log_inputs(run, datasets=dataset_inputs(record.inputs))
    if (folder / ARTIFACTS).is_dir():
        client.log_artifacts(run, str(folder / ARTIFACTS))
    if (folder / BUNDLE).is_dir():
        log_model(client, run, folder / BUNDLE, record)


def log_values(
    client: MlflowClient, run: str, *, metrics: dict[str, float], parameters: dict[str, str]
) -> None:
    """Log metrics and parameters in as few requests as the store allows."""
    from mlflow.entities import Metric, Param

    now = int(time.time() * 1000)
    found = [Metric(metric_name(name), value, now, 0) for name, value in metrics.items()]
    for block in _blocks(found, 500):
        client.log_batch(run, metrics=block)
    for block in _blocks([Param(key, value[:6000]) for key, value in parameters.items()], 100):
        client.log_batch(run, params=block)


def log_history(client: MlflowClient, run: str, history: list[dict[str, float]]) -> None:
    """Log training curves: one step an epoch, named training/<figure>."""
    from mlflow.entities import Metric

    now = int(time.time() * 1000)
    points = [
        Metric(f"training/{name}", value, now, step)
        for step, row in enumerate(history, 1)
        for name, value in row.items()
        if name != "epoch"
    ]
    for block in _blocks(points, 500):
        client.log_batch(run, metrics=block)


def metric_name(name: str) -> str:
    """Return `name` with what MLflow does not allow in names replaced by a hyphen."""
    return re.sub(r"[^\w\-. :/]", "-", name)


def _blocks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while block := list(itertools.islice(iterator, size)):
        yield block
