"""Log a bundle as a pyfunc model: a loader module and data files, no pickle."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from paratopic.bundle.store import load_bundle, read_manifest
from paratopic.errors import TrackingError
from paratopic.tracking.record import RunRecord

if TYPE_CHECKING:
    from mlflow import MlflowClient

BUNDLE_TAG = "paratopic.bundle"
LOADER = "paratopic.inference.pyfunc"
TOLERANCE = 1e-6
PACKAGES = {
    "embedding_logistic": ("torch", "transformers"),
    "transformer": ("torch", "transformers"),
}


def log_model(client: MlflowClient, run: str, bundle: Path, record: RunRecord) -> None:
    """Log the bundle under `run`, check that it answers as the library does, tag the run with its place."""
    import mlflow
    import pandas as pd

    manifest = read_manifest(bundle)
    example = pd.DataFrame({"text": record.example}) if record.example else None
    with mlflow.start_run(run_id=run):
        info = mlflow.pyfunc.log_model(
            name="model",
            loader_module=LOADER,
            data_path=str(bundle),
            signature=signature(manifest["topics"]),
            input_example=example,
            pip_requirements=requirements(manifest["model"]),
        )
    check_parity(info.model_uri, bundle, record.example)
    client.set_tag(run, BUNDLE_TAG, f"{info.artifact_path}/data/{bundle.name}")
    client.set_tag(run, "paratopic.model_uri", info.model_uri)


def signature(topics: list[str]) -> Any:
    """Return text in; topics and probabilities out; parameters for thresholds and batch size."""
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, DataType, ParamSchema, ParamSpec, Schema
    from mlflow.types.schema import Array

    outputs = [ColSpec(Array(DataType.string), "topics")]
    outputs += [ColSpec(DataType.double, f"probability_{topic}") for topic in topics]
    return ModelSignature(
        inputs=Schema([ColSpec(DataType.string, "text")]),
        outputs=Schema(outputs),
        params=ParamSchema(
            [
                ParamSpec("threshold", DataType.double, -1.0),
                ParamSpec("batch_size", DataType.long, 256),
            ]
        ),
    )


def requirements(model: str) -> list[str]:
    """Return the pinned packages that this model needs in a fresh environment."""
    names = ("paratopic", "numpy", "pandas", "scikit-learn", "scipy", "safetensors", "pyyaml")
    return [f"{name}=={version(name)}" for name in (*names, *PACKAGES.get(model, ()))]


def check_parity(model_uri: str, bundle: Path, example: list[str]) -> None:
    """Refuse a logged model whose probabilities differ from the library's by more than 1e-6."""
    import mlflow
    import pandas as pd

    if not example:
        return
    expected = load_bundle(bundle)
    answered = mlflow.pyfunc.load_model(model_uri).predict(pd.DataFrame({"text": example}))
    columns = [f"probability_{topic}" for topic in expected.topics]
    gap = float(np.abs(answered[columns].to_numpy() - expected.probabilities(example)).max())
    if not gap <= TOLERANCE:
        raise TrackingError(
            f"the logged model answers otherwise than the bundle (difference {gap:.1e}, at most 1e-6); "
            "this is a defect, please report it with the run's folder."
        )
