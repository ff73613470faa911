"""The typed root of every configuration: a key that is not here fails with its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from omegaconf import MISSING


@dataclass
class DataConfig:
    """Where the paragraphs come from."""

    kind: str = MISSING
    path: str | None = None
    train: str | None = None
    test: str | None = None
    validation: str | None = None
    revision: str | None = None
    text_column: str = "text"
    label_column: str = "labels"
    label_columns: list[str] | None = None
    examples: bool = True


@dataclass
class LabelsConfig:
    """What is trained on."""

    kind: str = MISSING
    coders: list[str] | None = None
    gold_share: float = 1.0
    seed: int = 0


@dataclass
class SplitConfig:
    """The protocol and the shares of its parts."""

    kind: str = MISSING
    test: float | None = None
    validation: float = MISSING
    seed: int = MISSING
    near_duplicates: float = MISSING
    folds: int | None = None
    repeats: int = 1
    by: str | None = None
    train_share: list[float] | None = None


@dataclass
class ThresholdsConfig:
    """How scores become decisions."""

    tuned: bool = MISSING
    value: float = MISSING
    objective: str = MISSING
    beta: float = MISSING
    floor: float = MISSING
    shrinkage: float = MISSING
    tolerance: float = MISSING
    abstain: float = MISSING
    calibration: str = MISSING
    folds: int = MISSING


@dataclass
class EvaluationConfig:
    """How results are judged."""

    draws: int = MISSING
    level: float = MISSING
    method: str = MISSING
    seed: int = MISSING
    bins: int = MISSING
    external: list[str] = field(default_factory=list)


@dataclass
class TrackingConfig:
    """Where runs are logged."""

    uri: str | None = None
    plots: bool = True


@dataclass
class Root:
    """An experiment. `model` and `models` are checked against the models' own parameters."""

    name: str = MISSING
    note: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    seed: int = MISSING
    seeds: list[int] | None = None
    resume: bool = False
    fit_all: bool = False
    models: dict[str, Any] = field(default_factory=dict)
    data: DataConfig = field(default_factory=DataConfig)
    labels: LabelsConfig = field(default_factory=LabelsConfig)
    codebook: Any = None
    split: SplitConfig = field(default_factory=SplitConfig)
    model: dict[str, Any] = field(default_factory=dict)
    thresholds: ThresholdsConfig = field(default_factory=ThresholdsConfig)
    evaluation: EvaluationConfig = field(default_factory=EvaluationConfig)
    tracking: TrackingConfig = field(default_factory=TrackingConfig)
