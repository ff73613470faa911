"""Check arrays at the edge, so that no metric is ever computed from nonsense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.errors import DatasetError, ModelError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def as_labels(values: ArrayLike, topics: Sequence[str], *, name: str) -> Ints:
    """Return 0/1 labels as int64 (paragraphs, topics); raise DatasetError on any other value or shape."""
    raw = np.asarray(values)
    if raw.ndim != 2 or raw.shape[1] != len(topics) or len(raw) == 0:
        raise DatasetError(
            f"expected {name} of shape (paragraphs, {len(topics)}) with at least one paragraph, "
            f"found {raw.shape}; give one column for each of {', '.join(topics)}."
        )
    if not np.isin(raw, (0, 1)).all():
        raise DatasetError(
            f"expected {name} of 0 and 1, found {_first_bad(raw)}; code every label as 0 or 1."
        )
    return raw.astype(np.int64)


def as_scores(values: ArrayLike, shape: tuple[int, ...], *, name: str = "scores") -> Floats:
    """Return finite float64 scores of `shape`; raise ModelError where one is NaN or infinite."""
    scores = np.asarray(values, dtype=np.float64)
    if scores.shape != shape:
        raise ModelError(f"expected {name} of shape {shape}, found {scores.shape}; score every paragraph.")
    bad = ~np.isfinite(scores)
    if bad.any():
        first = tuple(int(i) for i in np.argwhere(bad)[0])
        raise ModelError(
            f"expected finite {name}, found {int(bad.sum())} NaN or infinite (first at {first}); "
            "the model did not converge: lower its learning rate or look at that paragraph."
        )
    return scores


def as_probabilities(values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return probabilities in [0, 1]; raise ModelError outside it."""
    probabilities = as_scores(values, shape, name="probabilities")
    if probabilities.size and (probabilities.min() < 0 or probabilities.max() > 1):
        found = f"{probabilities.min():g} to {probabilities.max():g}"
        raise ModelError(f"expected probabilities from 0 to 1, found {found}; calibrate the scores first.")
    return probabilities


def as_groups(documents: Sequence[Any] | NDArray[Any], size: int) -> tuple[Ints, int]:
    """Return each paragraph's document number (from 0) and the number of documents."""
    names = np.asarray(documents)
    if names.shape != (size,):
        raise DatasetError(f"expected one document for each of {size} paragraphs, found {names.shape}.")
    unique, codes = np.unique(names, return_inverse=True)
    return codes.astype(np.int64), len(unique)


def _first_bad(raw: NDArray[Any]) -> str:
    bad = raw[~np.isin(raw, (0, 1))]
    return repr(bad.flat[0].item())
