"""Find finished runs and read their predictions back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import TrackingError
from paratopic.files.tables import iter_csv

if TYPE_CHECKING:
    from mlflow import MlflowClient

CHILD = "tags.stage = 'run' and attributes.status = 'FINISHED'"


@dataclass(frozen=True)
class LoggedRun:
    """A finished run as the store has it; times are milliseconds since 1970."""

    run_id: str
    experiment: str
    model: str
    seed: int
    metrics: Mapping[str, float]
    parameters: Mapping[str, str]
    tags: Mapping[str, str]
    artifacts: str
    ended: int


@dataclass(frozen=True)
class Predictions:
    """The judged paragraphs of one part of a run: (n, k) targets, 0/1 predictions and probabilities."""

    ids: tuple[str, ...]
    documents: tuple[str, ...]
    texts: tuple[str, ...]
    topics: tuple[str, ...]
    targets: NDArray[np.int8]
    predictions: NDArray[np.int8]
    probabilities: NDArray[np.float64]


def latest_experiment(client: MlflowClient) -> str:
    """Return the experiment with the newest finished run; raises TrackingError where there is none."""
    experiments = {one.experiment_id: one.name for one in client.search_experiments()}
    found = client.search_runs(list(experiments), CHILD, max_results=1, order_by=["attributes.end_time DESC"])
    if not found:
        raise TrackingError("there is no finished run yet; make some with `paratopic run experiment=demo`.")
    return str(experiments[found[0].info.experiment_id])


def experiment_runs(client: MlflowClient, name: str) -> list[LoggedRun]:
    """Return the finished runs of an experiment, newest first; raises TrackingError where there are none."""
    experiment = client.get_experiment_by_name(name)
    if experiment is None:
        names = ", ".join(one.name for one in client.search_experiments() if one.name != "Default")
        raise TrackingError(f"unknown experiment '{name}'; there are: {names or 'none yet'}.")
    runs, token = [], None
    while True:
        page = client.search_runs(
            [experiment.experiment_id],
            CHILD,
            max_results=500,
            order_by=["attributes.end_time DESC"],
            page_token=token,
        )
        runs += [logged_run(run, name) for run in page]
        token = page.token
        if not token:
            break
    if not runs:
        raise TrackingError(
            f"the experiment '{name}' has no finished run; make some with `paratopic run experiment={name}`."
        )
    return runs


def get_run(client: MlflowClient, run_id: str) -> LoggedRun:
    """Return one run by its id; raises TrackingError where it is unknown."""
    from mlflow.exceptions import MlflowException

    try:
        run = client.get_run(run_id)
    except MlflowException:
        raise TrackingError(f"unknown run '{run_id}'; `paratopic compare` lists the runs.") from None
    return logged_run(run, client.get_experiment(run.info.experiment_id).name)


def logged_run(run: object, experiment: str) -> LoggedRun:
    """Return MLflow's run as ours."""
    info, data = run.info, run.data  # type: ignore[attr-defined]
    return LoggedRun(
        run_id=info.run_id,
        experiment=experiment,
        model=data.tags.get("model", "?"),
        seed=int(data.tags.get("seed", 0)),
        metrics=dict(data.metrics),
        parameters=dict(data.params),
        tags=dict(data.tags),
        artifacts=info.artifact_uri,
        ended=int(info.end_time or 0),
    )


def read_predictions(run: LoggedRun, *, part: str) -> Predictions:
    """Return a run's judged paragraphs of `part`; raises TrackingError where they are missing."""
    path = _artifact(run, "predictions.csv")
    rows = [row for _, row in iter_csv(path) if row["part"] == part]
    if not rows:
        raise TrackingError(f"run {run.run_id[:8]} has no predictions for '{part}'.")
    prefix = "probability_"
    topics = tuple(key.removeprefix(prefix) for key in rows[0] if key.startswith(prefix))
    return Predictions(
        ids=tuple(row["id"] for row in rows),
        documents=tuple(row["document"] for row in rows),
        texts=tuple(row["text"] for row in rows),
        topics=topics,
        targets=_matrix([row["labels"] for row in rows], topics),
        predictions=_matrix([row["topics"] for row in rows], topics),
        probabilities=np.array([[float(row[prefix + topic]) for topic in topics] for row in rows]),
    )


def _matrix(cells: Sequence[str], topics: Sequence[str]) -> NDArray[np.int8]:
    sets = [set(cell.split(";")) for cell in cells]
    return np.array([[topic in names for topic in topics] for names in sets], dtype=np.int8)


def _artifact(run: LoggedRun, name: str) -> Path:
    from urllib.parse import unquote, urlparse

    parsed = urlparse(run.artifacts)
    if parsed.scheme in ("", "file"):
        return Path(unquote(parsed.path)) / name
    import mlflow

    try:
        return Path(mlflow.artifacts.download_artifacts(run_id=run.run_id, artifact_path=name))
    except Exception as error:
        raise TrackingError(f"{name} of run {run.run_id[:8]} can't be downloaded ({error}).") from error
