"""A view of an experiment in MLflow's page that shows at once which model is best: the models, best first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paratopic.tracking.search import experiment_runs

if TYPE_CHECKING:
    from mlflow import MlflowClient

SHARE_KEY = "paratopic"
TAG = f"mlflow.sharedViewState.{SHARE_KEY}"
MOST_TOPICS = 8
KIND = ("mlflow.experimentKind", "custom_model_development")  # the page of runs, not that of traces


def save_view(client: MlflowClient, experiment: str) -> str:
    """Save the view with the experiment and return its place in MLflow's page (what follows the address)."""
    number = client.get_experiment_by_name(experiment).experiment_id
    metrics = experiment_runs(client, experiment)[0].metrics
    topics = [
        name for name in metrics if name.startswith("test/f1/") and not name.endswith(("_low", "_high"))
    ]
    columns = ["test/macro_f1", "test/macro_f1_low", "test/macro_f1_high", "validation/macro_f1"]
    state = json.dumps(_state([*columns, *topics[:MOST_TOPICS], "train_seconds"]))
    client.set_experiment_tag(number, TAG, state)
    client.set_experiment_tag(number, *KIND)
    return f"/#/experiments/{number}/runs?workflowType=machine_learning&viewStateShareKey={SHARE_KEY}"


def _state(metrics: list[str]) -> dict[str, Any]:
    return {
        "searchFilter": "tags.stage = 'run'",
        "orderByKey": f"metrics.`{metrics[0]}`",
        "orderByAsc": False,
        "startTime": "ALL",
        "lifecycleFilter": "Active",
        "modelVersionFilter": "All Runs",
        "datasetsFilter": [],
        "selectedColumns": ["attributes.`Models`", *(f"metrics.`{name}`" for name in metrics)],
        "runsExpanded": {},
        "runsPinned": [],
        "runsHidden": [],
        "runsVisibilityMap": {},
        "runsHiddenMode": "FIRST_10_RUNS",
        "viewMaximized": False,
        "runListHidden": False,
        "isAccordionReordered": False,
        "useGroupedValuesInCharts": True,
        "hideEmptyCharts": True,
        "groupBy": None,
        "groupsExpanded": {},
        "autoRefreshEnabled": True,
        "globalLineChartConfig": {"xAxisKey": "step", "lineSmoothness": 0, "selectedXAxisMetricKey": ""},
    }
