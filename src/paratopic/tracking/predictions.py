"""Read the predictions of a logged run back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import TrackingError
from paratopic.files.tables import iter_csv
from paratopic.tracking.search import LoggedRun

PREFIX = "probability_"
WORDS = ("part", "id", "document", "labels", "topics", "correct", "text")


@dataclass(frozen=True)
class Predictions:
    """The judged paragraphs of one part of a run: (n, k) targets, 0/1 predictions and probabilities."""

    ids: tuple[str, ...]
    documents: tuple[str, ...]
    texts: tuple[str, ...]
    topics: tuple[str, ...]
    targets: NDArray[np.int8]
    predictions: NDArray[np.int8]
    probabilities: NDArray[np.float64]


def read_predictions(run: LoggedRun, *, part: str) -> Predictions:
    """Return a run's judged paragraphs of `part`; raises TrackingError where they are missing."""
    path = artifact(run, "predictions.csv")
    if not path.is_file():
        raise TrackingError(
            f"the predictions of run {run.run_id[:8]} are gone ({path}); log it again with `paratopic relog`."
        )
    return read_table(path, part=part, run=f"run {run.run_id[:8]}")


def read_table(path: Path, *, part: str, run: str) -> Predictions:
    """Return the paragraphs of `part` in a table of predictions; raises TrackingError where there are none."""
    table = _table(path)
    parts = table.column("part").to_pylist()
    kept = table.filter([name == part for name in parts])
    if not kept.num_rows:
        raise TrackingError(
            f"{run} has no predictions for '{part}', only for {', '.join(dict.fromkeys(parts))}."
        )
    topics = tuple(key.removeprefix(PREFIX) for key in kept.column_names if key.startswith(PREFIX))
    return Predictions(
        **{f"{key}s": tuple(kept.column(key).to_pylist()) for key in ("id", "document", "text")},
        topics=topics,
        targets=_matrix(kept.column("labels").to_pylist(), topics),
        predictions=_matrix(kept.column("topics").to_pylist(), topics),
        probabilities=np.array([kept.column(PREFIX + topic).to_pylist() for topic in topics], dtype=float).T,
    )


def _table(path: Path) -> Any:
    """Return the Arrow table of a CSV file: a comparison reads hundreds, row by row that takes seconds."""
    import pyarrow as pa
    from pyarrow import csv

    words = dict.fromkeys(WORDS, pa.string())
    try:
        return csv.read_csv(
            path,
            read_options=csv.ReadOptions(use_threads=False, block_size=max(1 << 20, path.stat().st_size)),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=words),
        )
    except pa.ArrowInvalid as error:
        list(iter_csv(path))  # says which line
        raise TrackingError(f"{path}: expected a table of predictions, found {error}.") from error


def artifact(run: LoggedRun, name: str) -> Path:
    """Return a local path of a run's artifact, downloaded where it is not on this machine."""
    from urllib.parse import unquote, urlparse

    parsed = urlparse(run.artifacts)
    if parsed.scheme in ("", "file"):
        return Path(unquote(parsed.path)) / name
    import mlflow

    try:
        return Path(mlflow.artifacts.download_artifacts(run_id=run.run_id, artifact_path=name))
    except Exception as error:
        raise TrackingError(f"{name} of run {run.run_id[:8]} can't be downloaded ({error}).") from error


def _matrix(cells: Sequence[str], topics: Sequence[str]) -> NDArray[np.int8]:
    known = {cell: np.isin(topics, cell.split(";")) for cell in set(cells)}
    return np.array([known[cell] for cell in cells], dtype=np.int8)
