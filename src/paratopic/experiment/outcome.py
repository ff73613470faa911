"""What an experiment gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FinishedRun:
    """One trained model: its name and seed, the run's id and folder, metrics by name, warnings in words."""

    model: str
    seed: int
    run_id: str
    folder: Path
    metrics: Mapping[str, float]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class FailedRun:
    """A model that failed, and why."""

    model: str
    seed: int
    error: str


@dataclass(frozen=True)
class Outcome:
    """All runs of an experiment, those that failed, the parent run's id, and folders the store did not take."""

    name: str
    parent: str
    runs: tuple[FinishedRun, ...]
    failures: tuple[FailedRun, ...] = ()
    unlogged: tuple[Path, ...] = ()
