"""Keep an estimate as a run: a folder with every form of it, and the same in an MLflow store."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from pathlib import Path

from paratopic.estimate.result import Estimates
from paratopic.estimate.write import to_log
from paratopic.files.hashing import sha256_file
from paratopic.tracking.record import ARTIFACTS, DatasetInput, RunRecord, write_record

STAGE = "estimate"


def record_estimate(
    folder: Path, result: Estimates, *, experiment: str, model: str, sources: Mapping[str, Path]
) -> RunRecord:
    """Write tables, plot, page and run.json into `folder`; `sources` are the classified corpus and the sample.

    The run carries the classifier's name as its tag `model`, so that it is found beside the model's own runs.
    """
    metrics, _ = to_log(result, folder / ARTIFACTS, model=model)
    topics = tuple(dict.fromkeys(one.topic for one in result.shares))
    rows = {"classified": result.size, "gold": result.coded}
    now = int(time.time() * 1000)
    record = RunRecord(
        key=uuid.uuid4().hex,
        experiment=experiment,
        name=f"estimate · {result.method}" + (f" by {', '.join(result.by)}" if result.by else ""),
        parameters={
            name: str(getattr(result, name))
            for name in ("method", "of", "target", "predictor", "level", "by")
        },
        metrics=metrics,
        tags={"stage": STAGE, "model": model, "drawn": result.drawn},
        inputs=[
            DatasetInput(name, name, sha256_file(path)[:16], str(path), rows[name], topics)
            for name, path in sources.items()
        ],
        started=now,
        ended=now,
    )
    write_record(folder, record)
    return record
