"""Parent runs in the store: made once for a key, healed where their process died, ended with a summary."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.stops import stop_later
from paratopic.tracking.experiments import experiment_id
from paratopic.tracking.inputs import dataset_inputs
from paratopic.tracking.log import KEY, PARENT, end_run, start_run
from paratopic.tracking.process import PROCESS, alive, process_tag
from paratopic.tracking.record import RunRecord
from paratopic.tracking.store import store_lock
from paratopic.tracking.values import log_values

if TYPE_CHECKING:
    from mlflow import MlflowClient

CONFIGURATION = "paratopic.configuration"


@stop_later()
def open_parent(client: MlflowClient, record: RunRecord) -> tuple[str, str]:
    """Return (experiment, run) of the parent with the record's key, made where the store lacks it."""
    with store_lock(client):
        experiment = experiment_id(client, record.experiment)
        found = client.search_runs([experiment], f"tags.`{KEY}` = '{record.key}'", max_results=1)
        if found:
            return experiment, str(found[0].info.run_id)
        run = start_run(client, record, experiment)
        if record.inputs:
            client.log_inputs(run, datasets=dataset_inputs(record.inputs))
        return experiment, run


@stop_later()
def reopen_parent(client: MlflowClient, record: RunRecord) -> str:
    """Return the parent's run, running again under this process where an earlier one had ended it."""
    _, run = open_parent(client, record)
    client.update_run(run, status="RUNNING")
    if "error" in client.get_run(run).data.tags:
        client.delete_tag(run, "error")
    for key, value in process_tag().items():
        client.set_tag(run, key, value)
    return run


@stop_later()
def close_parent(
    client: MlflowClient,
    run: str,
    record: RunRecord,
    *,
    folder: Path | None = None,
    tags: Mapping[str, str] | None = None,
) -> None:
    """Write the summary and end the parent with the status and error of its record."""
    for key, value in (tags or {}).items():
        client.set_tag(run, key, value)
    log_values(client, run, metrics=record.metrics, parameters=record.parameters)
    if folder is not None and folder.is_dir():
        client.log_artifacts(run, str(folder))
    status = record.tags.get("status", "FINISHED")
    end_run(client, run, status, error=record.tags.get("error"), ended=record.ended or None)


@stop_later()
def failed_child(
    client: MlflowClient, experiment: str, parent: str, record: RunRecord, *, status: str, error: str
) -> str:
    """Log a child that never finished."""
    child = start_run(client, record, experiment, parent=parent)
    end_run(client, child, status, error=error)
    return child


@stop_later()
def bury_the_dead(client: MlflowClient, experiment: str) -> int:
    """End runs of this machine whose process is gone (kill -9, power cut) as KILLED; return how many."""
    query = f"attributes.status = 'RUNNING' and tags.`{PROCESS}` LIKE '{platform.node()} %'"
    dead = [
        run.info.run_id
        for run in client.search_runs([experiment], query)
        if not alive(run.data.tags[PROCESS])
    ]
    for run in dead:
        end_run(client, run, "KILLED", error="its process ended without a word (kill -9 or a power cut)")
    return len(dead)


@stop_later()
def finished_twin(
    client: MlflowClient, experiment: str, configuration: str, *, parent: str
) -> tuple[str, Mapping[str, float]] | None:
    """Return the finished run of the same configuration and data, if there is one, as a child of `parent`."""
    query = f"tags.`{CONFIGURATION}` = '{configuration}' and attributes.status = 'FINISHED'"
    found = client.search_runs([experiment], query, max_results=1)
    if not found:
        return None
    run = found[0]
    client.set_tag(run.info.run_id, PARENT, parent)
    return str(run.info.run_id), dict(run.data.metrics)
