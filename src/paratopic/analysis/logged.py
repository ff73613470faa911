"""The error analysis of a run in the store, or of its folder: any judged part, any topic."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from paratopic.analysis.analyse import MOST, Analysis, analyse
from paratopic.analysis.confident import Explain
from paratopic.analysis.sliced import Metadata
from paratopic.bundle.store import load_bundle
from paratopic.errors import ParatopicError, TrackingError
from paratopic.files.tables import iter_csv
from paratopic.inference.resolve import find_bundle
from paratopic.models.evidence.any import explain_model
from paratopic.schema import DOCUMENT
from paratopic.tracking.predictions import Predictions, artifact, read_table
from paratopic.tracking.record import ARTIFACTS, RECORD

DEVELOPMENT = "development"


@dataclass(frozen=True)
class RunFiles:
    """A run as files: what to call it, where an artifact of it is, and by which name its bundle is found."""

    label: str
    path: Callable[[str], Path]
    bundle: str


def find_files(target: str, *, tracking_uri: str | None = None) -> RunFiles:
    """Return the files of a run's folder, of the champion, of a model's newest run, or of a run by its id."""
    folder = Path(target)
    if (folder / RECORD).is_file():
        return RunFiles(folder.name, lambda name: folder / ARTIFACTS / name, target)
    from paratopic.tracking.named import named_run
    from paratopic.tracking.store import open_store

    run = named_run(open_store(tracking_uri), target)
    return RunFiles(f"{run.model} (run {run.run_id[:8]})", partial(artifact, run), run.run_id)


def analyse_run(
    target: str = "champion",
    *,
    part: str = "test",
    topic: str | None = None,
    most: int = MOST,
    evidence: bool = True,
    tracking_uri: str | None = None,
) -> Analysis:
    """Analyse the errors of a run on one of its parts: test, validation, external/NAME or development.

    Development are the paragraphs whose held-out scores chose the thresholds: out-of-fold all of training and
    validation, else validation alone. Raises TrackingError, ConfigError where target, part or topic is unknown.
    """
    files = find_files(target, tracking_uri=tracking_uri)
    held_out = _held_out(files)
    explain, missing = _explain(files, tracking_uri) if evidence else (None, "")
    judged = held_out[DEVELOPMENT] if part == DEVELOPMENT else _read(files, "predictions.csv", part)
    found = analyse(
        judged,
        model=files.label,
        part=part,
        thresholds=_thresholds(files, judged),
        metadata=_documents(files),
        held_out=held_out,
        explain=explain,
        topic=topic,
        most=most,
    )
    return replace(found, note=missing)


def _held_out(files: RunFiles) -> dict[str, Predictions]:
    return {
        DEVELOPMENT: _read(files, "held_out.csv", DEVELOPMENT),
        "test": _read(files, "predictions.csv", "test"),
    }


def _read(files: RunFiles, name: str, part: str) -> Predictions:
    path = files.path(name)
    if not path.is_file():
        raise TrackingError(
            f"{files.label} has no {name}: it was made by an older version, or the file is gone; run it again."
        )
    return read_table(path, part=part, run=files.label)


def _thresholds(files: RunFiles, judged: Predictions) -> list[float]:
    stored = json.loads(files.path("thresholds.json").read_text(encoding="utf-8"))
    return [float(stored["values"][topic]) for topic in judged.topics]


def _documents(files: RunFiles) -> Metadata:
    try:
        path = files.path("documents.csv")
    except TrackingError:  # a remote store without the file: nothing is known of the documents
        return {}
    return {row[DOCUMENT]: row for _, row in iter_csv(path)} if path.is_file() else {}


def _explain(files: RunFiles, tracking_uri: str | None) -> tuple[Explain | None, str]:
    """Return what explains the model's scores, or why nothing can: all but the evidence can still be told."""
    try:
        model = load_bundle(find_bundle(files.bundle, tracking_uri=tracking_uri).folder).model
    except ParatopicError as error:
        return None, f"No evidence: {error}"
    return partial(explain_model, model), ""
