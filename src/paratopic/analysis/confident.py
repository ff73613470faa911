"""The decisions that were wrong although the model was sure, with what in the text led it there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from paratopic.evaluation.label_errors import self_confidence
from paratopic.models.evidence.evidence import Evidence, Span, strongest
from paratopic.tracking.predictions import Predictions

SPANS_FOR, SPANS_AGAINST = 5, 3
Explain = Callable[[Sequence[str], Sequence[Sequence[int]]], list[Evidence]]


@dataclass(frozen=True)
class ConfidentError:
    """A wrong decision on one topic; `missed` or else too much.

    `pro` and `contra` are the stretches of the text that speak most for the topic and against it.
    """

    id: str
    document: str
    text: str
    topic: str
    missed: bool
    probability: float
    threshold: float
    labels: tuple[str, ...]
    decided: tuple[str, ...]
    pro: tuple[Span, ...] = ()
    contra: tuple[Span, ...] = ()


def confident_errors(
    judged: Predictions, thresholds: Sequence[float], *, most: int, topic: str | None = None
) -> list[ConfidentError]:
    """Return at most `most` decisions of each kind, too much and missed, the surest first.

    One topic gives at most twice its share of them, so that a hopeless topic does not fill the list.
    """
    share = most if topic else max(2, 2 * most // len(judged.topics))
    belief = self_confidence(judged.targets, judged.probabilities)
    found = []
    for missed in (False, True):
        wrong = (judged.targets == missed) & (judged.predictions != judged.targets)
        rows, columns = np.nonzero(wrong)
        taken: Counter[str] = Counter()
        for place in np.argsort(belief[rows, columns], kind="stable"):
            name = judged.topics[columns[place]]
            if taken[name] < share and sum(taken.values()) < most and topic in (None, name):
                taken[name] += 1
                found.append(
                    _error(judged, int(rows[place]), int(columns[place]), missed, thresholds[columns[place]])
                )
    return found


def with_evidence(
    errors: Sequence[ConfidentError], topics: Sequence[str], explain: Explain
) -> list[ConfidentError]:
    """Return the errors with the strongest stretches for and against the topic in question."""
    found = explain([one.text for one in errors], [[list(topics).index(one.topic)] for one in errors])
    done = []
    for one, evidence in zip(errors, found, strict=True):
        spans = evidence.get(list(topics).index(one.topic), [])
        turned = [replace(span, contribution=-span.contribution) for span in spans]
        contra = strongest(turned, one.text, limit=SPANS_AGAINST)
        done.append(
            replace(
                one,
                pro=tuple(strongest(spans, one.text, limit=SPANS_FOR)),
                contra=tuple(replace(span, contribution=-span.contribution) for span in contra),
            )
        )
    return done


def _error(judged: Predictions, row: int, column: int, missed: bool, threshold: float) -> ConfidentError:
    return ConfidentError(
        id=judged.ids[row],
        document=judged.documents[row],
        text=judged.texts[row],
        topic=judged.topics[column],
        missed=missed,
        probability=float(judged.probabilities[row, column]),
        threshold=float(threshold),
        labels=named(judged.targets[row], judged.topics),
        decided=named(judged.predictions[row], judged.topics),
    )


def named(row: Sequence[int], topics: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the topics that are on."""
    return tuple(topic for topic, on in zip(topics, row, strict=True) if on)
