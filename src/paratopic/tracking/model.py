"""Log a bundle as a pyfunc model: a loader module and data files, no pickle."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from paratopic.bundle.store import load_bundle, read_manifest
from paratopic.errors import TrackingError
from paratopic.tracking.record import RunRecord
from paratopic.tracking.requirements import requirements
from paratopic.tracking.wheel import write_wheel

if TYPE_CHECKING:
    from mlflow import MlflowClient

BUNDLE_TAG = "paratopic.bundle"
MODEL_URI = "paratopic.model_uri"
LOADER = "paratopic.inference.pyfunc"
TOLERANCE = 1e-6


def log_model(client: MlflowClient, run: str, bundle: Path, record: RunRecord) -> str:
    """Log the bundle under `run`, check that it answers as the library does; return the logged model's id."""
    import mlflow
    import pandas as pd
    from mlflow.models import Model

    manifest = read_manifest(bundle)
    _be_quick()
    with tempfile.TemporaryDirectory() as temporary:
        info = Model.log(
            None,
            mlflow.pyfunc,
            run_id=run,
            model_id=_logged_model(client, run, record),
            loader_module=LOADER,
            data_path=str(bundle),
            code_paths=[str(write_wheel(Path(temporary)))],
            signature=signature(manifest["topics"], abstains="bands" in manifest["thresholds"]),
            input_example=pd.DataFrame({"text": record.example}) if record.example else None,
            pip_requirements=requirements(bundle),
        )
    check_parity(info.model_uri, bundle, record)
    client.set_tag(run, BUNDLE_TAG, f"{info.artifact_path}/data/{bundle.name}")
    client.set_tag(run, MODEL_URI, info.model_uri)
    return str(info.model_id)


def _be_quick() -> None:
    """Spare MLflow's second load of the model (for names of environment variables) and a scan of all packages.

    The scan only serves a warning about versions, and ours are read from this very environment.
    """
    from mlflow.utils import requirements_utils

    os.environ.setdefault("MLFLOW_RECORD_ENV_VARS_IN_MODEL_LOGGING", "false")
    if getattr(requirements_utils, "_MODULES_TO_PACKAGES", {}) is None:
        requirements_utils._MODULES_TO_PACKAGES = {}


def _logged_model(client: MlflowClient, run: str, record: RunRecord) -> str:
    """Make the model's entry in the run's own experiment; MLflow's shortcut would take the default one."""
    name = f"{record.tags.get('model', 'model')}-seed{record.tags.get('seed', 0)}"
    made = client.create_logged_model(
        experiment_id=client.get_run(run).info.experiment_id,
        name=name,
        source_run_id=run,
        tags={key: record.tags[key] for key in ("family", "codebook", "data_digest") if key in record.tags},
        params={key: value for key, value in record.parameters.items() if key.startswith("model.")},
        model_type="classifier",
    )
    return str(made.model_id)


def signature(topics: list[str], *, abstains: bool = False) -> Any:
    """Return text in; topics and probabilities out; parameters for thresholds and batch size."""
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, DataType, ParamSchema, ParamSpec, Schema
    from mlflow.types.schema import Array

    outputs = [ColSpec(Array(DataType.string), "topics")]
    outputs += [ColSpec(Array(DataType.string), "undecided")] if abstains else []
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


def check_parity(model_uri: str, bundle: Path, record: RunRecord) -> None:
    """Refuse a logged model whose probabilities differ from the trained classifier's by more than 1e-6."""
    import mlflow
    import pandas as pd

    if not record.example:
        return
    answered = mlflow.pyfunc.load_model(model_uri).predict(pd.DataFrame({"text": record.example}))
    columns = [f"probability_{topic}" for topic in read_manifest(bundle)["topics"]]
    expected = record.answers or load_bundle(bundle).probabilities(record.example)
    gap = float(np.abs(answered[columns].to_numpy() - np.asarray(expected)).max())
    if not gap <= TOLERANCE:
        raise TrackingError(
            f"the logged model answers otherwise than the bundle (difference {gap:.1e}, at most 1e-6); "
            "this is a defect, please report it with the run's folder."
        )
