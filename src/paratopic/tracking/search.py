"""Find finished runs: by experiment, by parent, by id or the beginning of an id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paratopic.errors import TrackingError
from paratopic.tracking.experiments import deleted

if TYPE_CHECKING:
    from mlflow import MlflowClient

CHILD = "tags.stage = 'run' and attributes.status = 'FINISHED'"
NEWEST = ["attributes.end_time DESC"]
PAGE = 500
RUN_ID = re.compile(r"[0-9a-f]{6,32}")


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


def latest_experiment(client: MlflowClient) -> str:
    """Return the experiment with the newest finished run; raises TrackingError where there is none."""
    experiments = _experiments(client)
    found = client.search_runs(list(experiments), CHILD, max_results=1, order_by=NEWEST)
    if not found:
        raise TrackingError("there is no finished run yet; make some with `paratopic run experiment=demo`.")
    return str(experiments[found[0].info.experiment_id])


def find_runs(client: MlflowClient, targets: Sequence[str]) -> list[LoggedRun]:
    """Return the finished runs that `targets` name, newest first: experiments, run ids, ids of parent runs.

    An id may be cut to its first six or more digits. Raises TrackingError at a name that is none of these.
    """
    found: dict[str, LoggedRun] = {}
    for target in targets:
        if client.get_experiment_by_name(target) is not None:
            each = experiment_runs(client, target)
        else:
            each = _runs_of_id(client, target)
        found.update({run.run_id: run for run in each})
    return sorted(found.values(), key=lambda run: -run.ended)


def experiment_runs(client: MlflowClient, name: str) -> list[LoggedRun]:
    """Return the finished runs of an experiment, newest first; raises TrackingError where there are none."""
    experiment = client.get_experiment_by_name(name)
    if experiment is None:
        raise TrackingError(f"unknown experiment '{name}'; {_names(client)}.")
    if experiment.lifecycle_stage != "active":
        raise deleted(experiment)
    runs = _all(client, [experiment.experiment_id], CHILD)
    if not runs:
        raise TrackingError(
            f"the experiment '{name}' has no finished run; make some with `paratopic run experiment={name}`."
        )
    return [logged_run(run, name) for run in runs]


def get_run(client: MlflowClient, run_id: str) -> LoggedRun:
    """Return one run by its id or the beginning of it; raises TrackingError where it is unknown."""
    found = _by_id(client, run_id)
    if found is None:
        raise TrackingError(f"unknown run '{run_id}'; `paratopic compare` lists the runs.")
    return logged_run(found, client.get_experiment(found.info.experiment_id).name)


def logged_run(run: Any, experiment: str) -> LoggedRun:
    """Return MLflow's run as ours."""
    info, data = run.info, run.data
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


def _runs_of_id(client: MlflowClient, target: str) -> list[LoggedRun]:
    found = _by_id(client, target)
    if found is None:
        raise TrackingError(f"'{target}' is neither an experiment nor a run; {_names(client)}.")
    experiment = client.get_experiment(found.info.experiment_id).name
    if found.data.tags.get("stage") == "run":
        if found.info.status != "FINISHED":
            raise TrackingError(
                f"run {found.info.run_id[:8]} is {found.info.status}, not finished; choose another."
            )
        return [logged_run(found, experiment)]
    query = f"{CHILD} and tags.`mlflow.parentRunId` = '{found.info.run_id}'"
    children = _all(client, [found.info.experiment_id], query)
    if not children:
        raise TrackingError(f"the parent run {found.info.run_id[:8]} has no finished child to compare.")
    return [logged_run(run, experiment) for run in children]


def _by_id(client: MlflowClient, run_id: str) -> Any:
    from mlflow.exceptions import MlflowException

    if not RUN_ID.fullmatch(run_id):
        return None
    if len(run_id) == 32:
        try:
            return client.get_run(run_id)
        except MlflowException:
            return None
    query = f"attributes.run_id LIKE '{run_id}%'"
    found = client.search_runs(list(_experiments(client)), query, max_results=2)
    if len(found) > 1:
        raise TrackingError(f"several runs begin with '{run_id}'; type more of the id.")
    return found[0] if found else None


def _all(client: MlflowClient, experiments: Sequence[str], query: str) -> list[Any]:
    runs, token = [], None
    while True:
        page = client.search_runs(
            list(experiments), query, max_results=PAGE, order_by=NEWEST, page_token=token
        )
        runs += page
        token = page.token
        if not token:
            return runs


def _experiments(client: MlflowClient) -> dict[str, str]:
    return {one.experiment_id: one.name for one in client.search_experiments()}


def _names(client: MlflowClient) -> str:
    """Say which experiments there are."""
    names = [name for name in _experiments(client).values() if name != "Default"]
    if not names:
        return "there is none yet, make one with `paratopic run`"
    return f"there are the experiments {', '.join(names)}" if len(names) > 1 else f"there is '{names[0]}'"
