"""A fitted classifier with everything that turns texts into decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.thresholds import Thresholds
from paratopic.models.protocol import Model


@dataclass(frozen=True)
class SavedClassifier:
    """Model, calibrators and thresholds in the order of `topics`.

    `name` is the model's name in the table; `provenance` says from which data, code and configuration it came.
    """

    name: str
    model: Model
    topics: tuple[str, ...]
    calibrators: Calibrators
    thresholds: Thresholds
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n, k) calibrated probabilities, independent for each topic."""
        return np.asarray(self.calibrators(self.model.scores(texts)), dtype=np.float64)
