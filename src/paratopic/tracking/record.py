"""A run as plain data in its folder: everything that is logged is first written there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from paratopic.errors import TrackingError
from paratopic.files.atomic import write_text

RECORD = "run.json"
PARENT_RECORD = "parent.json"
ARTIFACTS = "artifacts"
BUNDLE = "bundle"
ERRORS = "errors"  # the tag that says on which slice the model is worse


@dataclass(frozen=True)
class DatasetInput:
    """A data set that a run used: its part (train, validation, test, external), digest, source and size."""

    name: str
    part: str
    digest: str
    source: str
    rows: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class RunRecord:
    """What is logged of one run besides the files under `artifacts/` and `bundle/` of its folder.

    `key` identifies the run in any store, so that logging it again finds it. `answers` are the probabilities
    that the trained classifier gave to the `example` texts: the logged model must give the same.
    """

    key: str
    experiment: str
    name: str
    parameters: dict[str, str]
    metrics: dict[str, float]
    tags: dict[str, str]
    history: list[dict[str, float]] = field(default_factory=list)
    inputs: list[DatasetInput] = field(default_factory=list)
    example: list[str] = field(default_factory=list)
    answers: list[list[float]] = field(default_factory=list)
    started: int = 0
    ended: int = 0


def write_record(folder: Path, record: RunRecord, *, name: str = RECORD) -> None:
    """Write `record` into `folder`: run.json, or parent.json for the run that has the others as children."""
    write_text(folder / name, json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n")


def read_record(folder: str | Path, *, name: str = RECORD) -> RunRecord:
    """Read a run's folder; raises TrackingError where it is none."""
    path = Path(folder) / name
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        inputs = [DatasetInput(**{**one, "topics": tuple(one["topics"])}) for one in stored.pop("inputs")]
        return RunRecord(**stored, inputs=inputs)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise TrackingError(
            f"{folder}: expected a run's folder with {name}, found none that can be read ({error})."
        ) from error
