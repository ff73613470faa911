"""The paragraphs on which models disagree: where reading pays most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from paratopic.compare.contest import Contest
from paratopic.tracking.predictions import Predictions

MOST_MODELS, MOST_PARAGRAPHS = 6, 40


@dataclass(frozen=True)
class Disputed:
    """A paragraph, its gold topics, each model's topics, and the spans (start, end, topic) of the evidence."""

    id: str
    text: str
    gold: tuple[str, ...]
    decided: dict[str, tuple[str, ...]]
    spans: tuple[tuple[int, int, str], ...] = field(default=())


def disagreements(contest: Contest, *, most: int = MOST_PARAGRAPHS) -> list[Disputed]:
    """Return the paragraphs on which the best models split most evenly, the widest splits first.

    Models judged on other paragraphs than the best, and those that say the same everywhere, are left out.
    """
    labels = [one.label for one in contest.contestants]
    first = contest.judged[labels[0]]
    count = len(set(first.ids))
    kept = {
        label: one.predictions[:count]
        for label in labels
        if (one := contest.judged[label]).ids[:count] == first.ids[:count] and one.topics == first.topics
        if len(np.unique(one.predictions, axis=0)) > 1
    }
    kept = dict(list(kept.items())[:MOST_MODELS])
    if len(kept) < 2:
        return []
    votes = np.stack(list(kept.values())).sum(axis=0)
    split = np.minimum(votes, len(kept) - votes).sum(axis=1)
    order = [int(row) for row in np.argsort(-split, kind="stable")[:most] if split[row] > 0]
    return [_disputed(row, first, kept) for row in order]


def _disputed(row: int, first: Predictions, kept: dict[str, NDArray[np.int8]]) -> Disputed:
    return Disputed(
        id=first.ids[row],
        text=first.texts[row],
        gold=_names(first.targets[row], first.topics),
        decided={label: _names(matrix[row], first.topics) for label, matrix in kept.items()},
    )


def _names(row: Sequence[int], topics: Sequence[str]) -> tuple[str, ...]:
    return tuple(topic for topic, on in zip(topics, row, strict=True) if on)
