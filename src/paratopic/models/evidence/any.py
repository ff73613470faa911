"""Evidence of any model: its own where it can explain itself, else by leaving words out."""

from __future__ import annotations

from collections.abc import Sequence

from paratopic.models.evidence.evidence import Evidence, Explains
from paratopic.models.evidence.occlusion import PIECES, explain_by_occlusion
from paratopic.models.protocol import Model


def explain_model(
    model: Model, texts: Sequence[str], topics: Sequence[Sequence[int]], *, pieces: int = PIECES
) -> list[Evidence]:
    """Return for each text, and each topic asked for, its contributing spans, unsorted."""
    if isinstance(model, Explains):
        return model.explain(texts, topics)
    return explain_by_occlusion(model.scores, texts, topics, pieces=pieces)
