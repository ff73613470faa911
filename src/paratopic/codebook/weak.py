"""Weak labels: the rules' votes put together, with a confidence and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from paratopic.codebook.core import Codebook
from paratopic.codebook.dawid_skene import fit_dawid_skene
from paratopic.codebook.topics import Vote
from paratopic.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def by_weight(codebook: Codebook, matrix: Floats) -> Floats:
    """Return (texts, topics) confidences from the weighted vote; above 0.5 the topic applies."""
    return codebook.confidence_of(matrix)


def by_label_model(codebook: Codebook, matrix: Floats) -> Floats:
    """Return (texts, topics) confidences from a Dawid-Skene model for each topic.

    Every rule of the topic is a voter that votes or abstains; the weighted vote is where the fit starts.
    """
    import numpy as np

    start = by_weight(codebook, matrix)
    confidence = start.copy()
    for column, topic in enumerate(codebook.topics):
        rules = [i for i, rule in enumerate(codebook.rules) if rule.topic == topic]
        voted = (matrix[:, rules] != 0).astype(np.float64)
        if not rules or not voted.any():
            continue
        two = np.stack([1 - start[:, column], start[:, column]], axis=1)
        model = fit_dawid_skene(np.stack([1 - voted, voted], axis=2), two)
        confidence[:, column] = model.posterior[:, 1]
    return confidence


AGGREGATIONS: Mapping[str, Callable[[Codebook, Floats], Floats]] = {
    "weights": by_weight,
    "dawid-skene": by_label_model,
}


def weak_labels(
    codebook: Codebook, rows: Sequence[Mapping[str, Any]], *, aggregation: str
) -> list[dict[str, Any]]:
    """Return `rows` with labels, confidence by topic, and every vote with its evidence.

    A row has `text`, and may have `heading` and `kind`, on which rules may depend.
    """
    if aggregation not in AGGREGATIONS:
        raise InputError(f"unknown aggregation '{aggregation}'; expected {' or '.join(AGGREGATIONS)}.")
    votes = [codebook.votes(row["text"], heading=row.get("heading"), kind=_kind(row)) for row in rows]
    confidence = AGGREGATIONS[aggregation](codebook, codebook.matrix_of(votes))
    return [_weak(codebook, *item) for item in zip(rows, votes, confidence, strict=True)]


def _weak(
    codebook: Codebook, row: Mapping[str, Any], votes: list[Vote], confidence: Floats
) -> dict[str, Any]:
    pairs = list(zip(codebook.topics, confidence.tolist(), strict=True))
    return {
        **row,
        "labels": [topic for topic, value in pairs if value > 0.5],
        "confidence": {topic: round(value, 4) for topic, value in pairs},
        "votes": [
            {
                "topic": vote.topic,
                "rule": vote.rule,
                "weight": vote.weight,
                "start": vote.start,
                "end": vote.end,
                "text": row["text"][vote.start : vote.end],
            }
            for vote in votes
        ],
        "codebook": f"{codebook.name} {codebook.version}",
    }


def _kind(row: Mapping[str, Any]) -> str:
    return str(row.get("kind") or "text")
