"""Log metrics, parameters and training curves in as few requests as the store allows."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlflow import MlflowClient

METRICS_A_REQUEST = 500
PARAMETERS_A_REQUEST = 100
LONGEST_PARAMETER = 6000


def log_values(
    client: MlflowClient,
    run: str,
    *,
    metrics: Mapping[str, float],
    parameters: Mapping[str, str],
    model: str | None = None,
) -> None:
    """Log metrics and parameters; `model` is the id of the logged model that the metrics belong to."""
    from mlflow.entities import Metric, Param

    now = int(time.time() * 1000)
    found = [
        Metric(metric_name(name), value, now, 0, model_id=model, run_id=run if model else None)
        for name, value in metrics.items()
    ]
    for block in _blocks(found, METRICS_A_REQUEST):
        client.log_batch(run, metrics=block)
    pairs = [Param(metric_name(key), value[:LONGEST_PARAMETER]) for key, value in parameters.items()]
    for block in _blocks(pairs, PARAMETERS_A_REQUEST):
        client.log_batch(run, params=block)


def log_history(client: MlflowClient, run: str, history: Sequence[Mapping[str, float]]) -> None:
    """Log training curves: one step an epoch, named training/<figure>."""
    from mlflow.entities import Metric

    now = int(time.time() * 1000)
    points = [
        Metric(f"training/{metric_name(name)}", value, now, step)
        for step, row in enumerate(history, 1)
        for name, value in row.items()
        if name != "epoch"
    ]
    for block in _blocks(points, METRICS_A_REQUEST):
        client.log_batch(run, metrics=block)


def metric_name(name: str) -> str:
    """Return `name` with what MLflow does not allow in names replaced by a hyphen."""
    return re.sub(r"[^\w\-. :/]", "-", name)


def _blocks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while block := list(itertools.islice(iterator, size)):
        yield block
