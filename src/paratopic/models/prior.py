"""The floor: every paragraph gets each topic's share in the training data, whatever it says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Self

import numpy as np

from paratopic.dataset.examples import Examples
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.storage import load_arrays, save_arrays


class Prior:
    """Score every text with the log-odds of each topic's share; the majority class where asked to decide."""

    selection: ClassVar[Selection] = "validation"  # one fit, one score: the threshold stays at 0.5
    family: ClassVar[str] = "floor"

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Take the shares of `train`, smoothed by half a paragraph."""
        positives = train.targets.sum(axis=0)
        self.log_odds = np.log((positives + 0.5) / (len(train) - positives + 0.5))
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the same row for every text."""
        return np.tile(self.log_odds, (len(texts), 1))

    def diagnostics(self) -> dict[str, float]:
        """Return nothing: there is nothing to tell."""
        return {}

    def save(self, folder: Path) -> None:
        """Write the log-odds."""
        save_arrays(folder / "prior.safetensors", {"log_odds": self.log_odds})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the log-odds."""
        model = cls()
        model.log_odds = load_arrays(folder / "prior.safetensors")["log_odds"]
        return model
