"""Classify a stream of rows window by window: memory stays flat, order is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from paratopic.inference.classifier import Classifier
from paratopic.inference.sources import Item
from paratopic.schema import MODEL, PROBABILITIES, TOPICS

WINDOW = 2048
DIGITS = 6


def classify_rows(
    classifier: Classifier, items: Iterable[Item], *, batch_size: int = 256, window: int = WINDOW
) -> Iterator[dict[str, Any]]:
    """Yield each row with topics, probabilities and model added, in order."""
    iterator = iter(items)
    while block := list(itertools.islice(iterator, window)):
        found = classifier.classify([text for text, _ in block], batch_size=batch_size)
        for (_, row), one in zip(block, found, strict=True):
            yield {
                **row,
                TOPICS: list(one.topics),
                PROBABILITIES: {topic: round(value, DIGITS) for topic, value in one.probabilities.items()},
                MODEL: classifier.name,
            }
