"""The data sets of a run as MLflow inputs, with digest, source and schema."""

from __future__ import annotations

import json
from typing import Any

from paratopic.tracking.record import DatasetInput


def dataset_inputs(inputs: list[DatasetInput]) -> list[Any]:
    """Return MLflow's dataset inputs; the tag `mlflow.data.context` is the part (train, test, ...)."""
    from mlflow.entities import Dataset, InputTag
    from mlflow.entities import DatasetInput as Input

    return [
        Input(
            Dataset(
                name=one.name,
                digest=one.digest[:36],
                source_type="local",
                source=json.dumps({"uri": one.source}),
                schema=json.dumps(_schema(one)),
                profile=json.dumps({"num_rows": one.rows}),
            ),
            [InputTag("mlflow.data.context", one.part)],
        )
        for one in inputs
    ]


def _schema(one: DatasetInput) -> dict[str, Any]:
    columns = [
        {"type": "string", "name": "id", "required": True},
        {"type": "string", "name": "document", "required": True},
        {"type": "string", "name": "text", "required": True},
        {"type": "array", "items": {"type": "string"}, "name": "labels", "required": True},
    ]
    return {"mlflow_colspec": columns, "topics": list(one.topics)}
