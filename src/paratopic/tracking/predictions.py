"""Read the predictions of a logged run back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import TrackingError
from paratopic.files.tables import iter_csv
from paratopic.tracking.search import LoggedRun

PREFIX = "probability_"


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
    table = [row for _, row in iter_csv(path)]
    rows = [row for row in table if row["part"] == part]
    if not rows:
        known = ", ".join(dict.fromkeys(row["part"] for row in table))
        raise TrackingError(f"{run} has no predictions for '{part}', only for {known}.")
    topics = tuple(key.removeprefix(PREFIX) for key in rows[0] if key.startswith(PREFIX))
    return Predictions(
        ids=tuple(row["id"] for row in rows),
        documents=tuple(row["document"] for row in rows),
        texts=tuple(row["text"] for row in rows),
        topics=topics,
        targets=_matrix([row["labels"] for row in rows], topics),
        predictions=_matrix([row["topics"] for row in rows], topics),
        probabilities=np.array([[float(row[PREFIX + topic]) for topic in topics] for row in rows]),
    )


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
    sets = [set(cell.split(";")) for cell in cells]
    return np.array([[topic in names for topic in topics] for names in sets], dtype=np.int8)
