"""Fast arithmetic for most texts, the reference's where it decides.

In bfloat16 an encoder's probabilities move by up to 0.01 and its answers come four times as fast; other programs'
single precision differs in the sixth digit. A text that comes so near to a threshold that this could change a decision
is computed again by the reference, so that every backend gives the same labels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from paratopic.bundle.saved import SavedClassifier
from paratopic.models.encoders.backends import REFERENCE, Backend, computed_by

NEAR = {"torch": 0.0, "torch-bf16": 0.02, "openvino": 0.001, "onnx": 0.001}


def decided_exactly(saved: SavedClassifier, texts: Sequence[str], backend: Backend) -> NDArray[np.float64]:
    """Return (n, k) probabilities; rows with one too near to its threshold as the reference has them."""
    with computed_by(backend):
        found = saved.probabilities(texts)
    cuts = [saved.thresholds.values, *zip(*saved.thresholds.bands, strict=True)]
    gap = np.abs(found[:, None, :] - np.array(cuts))  # (texts, cuts, topics)
    near = np.flatnonzero((gap < NEAR[backend.name]).any(axis=(1, 2)))
    if len(near):
        with computed_by(REFERENCE):
            found[near] = saved.probabilities([texts[int(row)] for row in near])
    return found
