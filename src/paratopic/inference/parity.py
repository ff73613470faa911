"""How fast a backend is, and how far its probabilities are from the reference's."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paratopic.bundle.saved import SavedClassifier
from paratopic.files.resources import data_dir
from paratopic.inference.exact import decided_exactly
from paratopic.models.encoders.backends import REFERENCE, Backend, computed_by

Probabilities = NDArray[np.float64]
LARGEST = 0.005  # what a probability may differ


@dataclass(frozen=True, kw_only=True)
class Parity:
    """A backend beside the reference on the same texts: rates in texts a second, differences of probabilities."""

    backend: str
    texts: int
    rate: float
    reference_rate: float
    largest: float
    mean: float
    changed: int

    @property
    def is_close(self) -> bool:
        """Tell whether no probability differs by more than 0.005 and no decision at all."""
        return self.largest <= LARGEST and not self.changed

    @property
    def sentence(self) -> str:
        """Return the figures in words."""
        return (
            f"{self.backend} {self.rate:.0f} texts a second, torch {self.reference_rate:.0f}; {self.texts} texts: "
            f"largest difference {self.largest:.6f}, mean {self.mean:.6f}, decisions changed {self.changed}"
        )


def measure(saved: SavedClassifier, backends: Sequence[Backend], texts: Sequence[str]) -> list[Parity]:
    """Score the texts once by the reference and once by each backend, all warmed up with other texts."""
    right, reference_seconds = _scored(saved, REFERENCE, texts)
    return [_compared(saved, one, texts, right, reference_seconds) for one in backends]


def _compared(
    saved: SavedClassifier, backend: Backend, texts: Sequence[str], right: Probabilities, seconds: float
) -> Parity:
    found, own_seconds = _scored(saved, backend, texts)
    gap = np.abs(found - right)
    changed = saved.thresholds.apply(found) != saved.thresholds.apply(right)
    return Parity(
        backend=backend.name,
        texts=len(texts),
        rate=round(len(texts) / own_seconds, 2),
        reference_rate=round(len(texts) / seconds, 2),
        largest=float(gap.max()),
        mean=float(gap.mean()),
        changed=int(changed.sum()),
    )


def _scored(saved: SavedClassifier, backend: Backend, texts: Sequence[str]) -> tuple[Probabilities, float]:
    """Return probabilities as `backend` alone has them, decisions near a threshold excepted, and the seconds."""
    with computed_by(backend):
        saved.probabilities([text[::-1] for text in texts[:8]])  # loads, converts, compiles
    start = time.perf_counter()
    found = decided_exactly(saved, texts, backend)
    return found, time.perf_counter() - start


def corpus_texts() -> list[str]:
    """Return the paragraphs of the shipped corpus."""
    with (data_dir() / "paragraphs.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in stream]


def spread(texts: Sequence[str], limit: int | None) -> list[str]:
    """Return `limit` of the texts, evenly spread, or all."""
    if limit is None or limit >= len(texts):
        return list(texts)
    return [texts[i * len(texts) // limit] for i in range(limit)]
