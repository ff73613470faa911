"""Log a run's folder to a store, once: the folder is the truth, the store its copy."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paratopic.stops import stop_later
from paratopic.tracking.experiments import experiment_id
from paratopic.tracking.inputs import dataset_inputs
from paratopic.tracking.lost import keeping
from paratopic.tracking.model import log_model
from paratopic.tracking.process import process_tag
from paratopic.tracking.record import ARTIFACTS, BUNDLE, RunRecord, read_record
from paratopic.tracking.store import store_lock
from paratopic.tracking.values import log_history, log_values

if TYPE_CHECKING:
    from mlflow import MlflowClient

KEY = "paratopic.key"
PARENT = "mlflow.parentRunId"


def log_folder(client: MlflowClient, folder: Path, *, parent: str | None = None) -> str:
    """Log the run in `folder` and return its id; a run of that key that is already there stays as it is.

    Raises StoreLostError where the store fails on the way: the folder keeps everything for `relog`.
    """
    record = read_record(folder)
    with keeping(folder), store_lock(client), stop_later():
        experiment = experiment_id(client, record.experiment)
        known = find_key(client, experiment, record.key)
        if known is not None:
            return known
        run = start_run(client, record, experiment, parent=parent)
        try:
            _log(client, run, folder, record)
        except BaseException as error:
            with contextlib.suppress(Exception):  # the store may be gone; the first error is the one to tell
                if isinstance(error, Exception):
                    end_run(client, run, "FAILED", error=error)
                else:  # Ctrl-C, SIGTERM: the experiment tells of the run that was stopped
                    client.delete_run(run)
            raise
        client.set_terminated(run, "FINISHED", end_time=record.ended or None)
        return run


def find_key(client: MlflowClient, experiment: str, key: str) -> str | None:
    """Return the id of the finished run with this key; one that was logged by half is deleted."""
    whole = None
    for run in client.search_runs([experiment], f"tags.`{KEY}` = '{key}'"):
        if run.info.status == "FINISHED" and whole is None:
            whole = str(run.info.run_id)
        else:
            client.delete_run(run.info.run_id)
    return whole


def start_run(client: MlflowClient, record: RunRecord, experiment: str, *, parent: str | None = None) -> str:
    """Make a run with the record's name, tags and key; return its id.

    It carries its process: where that is killed before the run ends, the next one knows it for dead.
    """
    tags = {
        **process_tag(),
        **record.tags,
        **({PARENT: parent} if parent else {}),
        **({KEY: record.key} if record.key else {}),
    }
    run = client.create_run(experiment, run_name=record.name, tags=tags, start_time=record.started or None)
    return str(run.info.run_id)


def end_run(
    client: MlflowClient,
    run: str,
    status: str,
    *,
    error: BaseException | str | None = None,
    ended: int | None = None,
) -> None:
    """End a run as FAILED or KILLED with the error as a tag, or as FINISHED."""
    if error is not None:
        words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        client.set_tag(run, "error", words[:1000])
    client.set_terminated(run, status, end_time=ended)


def _log(client: MlflowClient, run: str, folder: Path, record: RunRecord) -> None:
    """Log the model first, so that the metrics can be tied to it in the same requests."""
    model: Any = None
    if (folder / BUNDLE).is_dir():
        model = log_model(client, run, folder / BUNDLE, record)
    log_values(client, run, metrics=record.metrics, parameters=record.parameters, model=model)
    log_history(client, run, record.history)
    if record.inputs:
        client.log_inputs(run, datasets=dataset_inputs(record.inputs))
    if (folder / ARTIFACTS).is_dir():
        client.log_artifacts(run, str(folder / ARTIFACTS))
