"""What a search was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paratopic.config.space import Dimension


@dataclass(frozen=True)
class Search:
    """What is searched: fixed overrides, dimensions, how many trials at most, by how many processes."""

    name: str
    fixed: tuple[str, ...]
    space: tuple[Dimension, ...]
    trials: int
    jobs: int
    folder: Path
    stop_at: float | None
