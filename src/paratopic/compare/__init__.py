"""Compare runs, and promote one of them."""

from __future__ import annotations

from paratopic.compare.contest import Contest, hold_contest


def compare_runs(
    experiment: str | None = None,
    *,
    metric: str = "macro_f1",
    baseline: str | None = None,
    tracking_uri: str | None = None,
) -> Contest:
    """Return the contest of an experiment's runs (the latest experiment's if none is named).

    Raises TrackingError where the store, the experiment, the metric or the baseline can't be used.
    """
    from paratopic.tracking.search import experiment_runs, latest_experiment
    from paratopic.tracking.store import open_store

    client = open_store(tracking_uri)
    name = experiment or latest_experiment(client)
    return hold_contest(experiment_runs(client, name), experiment=name, metric=metric, baseline=baseline)
