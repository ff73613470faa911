"""Find one finished run by any name that `classify` takes: an alias, a model's name, a run's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratopic.errors import TrackingError
from paratopic.tracking.aliases import CHAMPION, PREVIOUS
from paratopic.tracking.registry import alias_run
from paratopic.tracking.search import CHILD, NEWEST, LoggedRun, get_run

if TYPE_CHECKING:
    from mlflow import MlflowClient


def named_run(client: MlflowClient, name: str) -> LoggedRun:
    """Return the run of an alias, a model's newest finished run, or the run with that id or beginning of it.

    Raises TrackingError with what to type next where there is none.
    """
    if name in (CHAMPION, PREVIOUS):
        found = alias_run(client, name)
        if found is None:
            raise TrackingError(
                f"there is no {name} yet; make one with `paratopic promote best`, or name a run or a model."
            )
        return get_run(client, found)
    newest = _newest(client, name)
    return get_run(client, newest or name)


def _newest(client: MlflowClient, model: str) -> str | None:
    if "'" in model:
        return None
    experiments = [one.experiment_id for one in client.search_experiments()]
    query = f"{CHILD} and tags.model = '{model}'"
    found = client.search_runs(experiments, query, max_results=1, order_by=NEWEST)
    return str(found[0].info.run_id) if found else None
