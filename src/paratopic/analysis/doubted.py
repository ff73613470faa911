"""Labels that are probably wrong, by the probabilities of models that had not seen them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from paratopic.analysis.confident import named
from paratopic.evaluation.label_errors import label_errors, self_confidence
from paratopic.tracking.predictions import Predictions


@dataclass(frozen=True)
class DoubtedLabel:
    """One label of one paragraph; `given` is what it says, `belief` the held-out probability of that."""

    part: str
    id: str
    document: str
    text: str
    topic: str
    given: bool
    belief: float
    labels: tuple[str, ...]


def doubted_labels(held_out: Mapping[str, Predictions]) -> list[DoubtedLabel]:
    """Return the doubted labels of all parts, the least believed first.

    Each part is judged on its own: its labels may come from other coders than those of the next.
    """
    found = []
    for part, judged in held_out.items():
        flagged = label_errors(judged.targets, judged.probabilities, judged.topics)
        belief = self_confidence(judged.targets, judged.probabilities)
        for row, column in np.argwhere(flagged):
            found.append(
                DoubtedLabel(
                    part=part,
                    id=judged.ids[row],
                    document=judged.documents[row],
                    text=judged.texts[row],
                    topic=judged.topics[column],
                    given=bool(judged.targets[row, column]),
                    belief=float(belief[row, column]),
                    labels=named(judged.targets[row], judged.topics),
                )
            )
    return sorted(found, key=lambda one: one.belief)
