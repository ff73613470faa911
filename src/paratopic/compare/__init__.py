"""Compare runs, and promote one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from paratopic.compare.contest import Contest, hold_contest

if TYPE_CHECKING:
    from paratopic.tracking.search import LoggedRun


def compare_runs(
    *targets: str,
    metric: str = "macro_f1",
    baseline: str | None = None,
    tracking_uri: str | None = None,
) -> Contest:
    """Return the contest of the named experiments and runs (the latest experiment's if none is named).

    A target is an experiment's name, a run's id or its first digits, or the id of a parent run. Raises
    TrackingError where the store, a target, the metric or the baseline can't be used.
    """
    from paratopic.tracking.failed_runs import failed_runs
    from paratopic.tracking.stored_runs import stored_runs

    runs = stored_runs(tracking_uri, targets) or _by_client(tracking_uri, targets)
    names = sorted({run.experiment for run in runs})
    contest = hold_contest(runs, experiment=" + ".join(names), metric=metric, baseline=baseline)
    whole = [name for name in names if not targets or name in targets]
    return replace(contest, failed=tuple(failed_runs(tracking_uri, whole)))


def _by_client(tracking_uri: str | None, targets: Sequence[str]) -> list[LoggedRun]:
    from paratopic.tracking.search import find_runs, latest_experiment
    from paratopic.tracking.store import open_store

    client = open_store(tracking_uri)
    return find_runs(client, targets or (latest_experiment(client),))
