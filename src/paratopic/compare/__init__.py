"""Compare runs, and promote one of them."""

from __future__ import annotations

from paratopic.compare.contest import Contest, hold_contest


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
    from paratopic.tracking.search import find_runs, latest_experiment
    from paratopic.tracking.store import open_store

    client = open_store(tracking_uri)
    runs = find_runs(client, targets or (latest_experiment(client),))
    name = " + ".join(sorted({run.experiment for run in runs}))
    return hold_contest(runs, experiment=name, metric=metric, baseline=baseline)
