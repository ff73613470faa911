"""An experiment as plain values: what the configuration says once it is composed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paratopic.dataset.labels import Labels
from paratopic.dataset.settings import Source, Split
from paratopic.training.settings import Decisions, Judging


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything `run_experiment` needs.

    `models` maps a model's name to its parameters; every model is trained with every seed. `folder` takes one
    folder a run. `resolved` is the composed configuration, logged as it is. `resume` takes a
    finished run of the same configuration and data from the store instead of training it again. `fit_all` fits the
    classifier that is kept on all documents, once the test part has judged it.
    """

    name: str
    note: str | None
    tags: Mapping[str, str]
    seeds: tuple[int, ...]
    models: Mapping[str, Mapping[str, Any]]
    source: Source
    labels: Labels
    codebook: Path
    split: Split
    decisions: Decisions
    judging: Judging
    external: tuple[str, ...]
    tracking_uri: str | None
    plots: bool
    resume: bool = False
    fit_all: bool = False
    folder: Path
    resolved: Mapping[str, Any]
