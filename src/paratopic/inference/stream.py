"""Classify a stream of rows window by window: memory stays flat, order is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from paratopic.inference.classifier import Classifier, named
from paratopic.inference.shown import EVERYTHING, Shown
from paratopic.inference.sources import Item
from paratopic.schema import EVIDENCE, MODEL, PROBABILITIES, TOPICS, UNDECIDED

WINDOW = 2048
DIGITS = 6


def windows(items: Iterable[Item], size: int = WINDOW) -> Iterator[list[Item]]:
    """Yield the items `size` at a time."""
    iterator = iter(items)
    while block := list(itertools.islice(iterator, size)):
        yield block


def classify_rows(
    classifier: Classifier,
    items: Iterable[Item],
    *,
    batch_size: int = 256,
    window: int = WINDOW,
    shown: Shown = EVERYTHING,
) -> Iterator[dict[str, Any]]:
    """Yield each row with topics, probabilities and model added, in order."""
    for block in windows(items, window):
        yield from classify_window(classifier, block, batch_size=batch_size, shown=shown)


def classify_window(
    classifier: Classifier, window: list[Item], *, batch_size: int, shown: Shown = EVERYTHING
) -> list[dict[str, Any]]:
    """Return the rows of one window with topics, probabilities and model at their end."""
    texts = [text for text, _ in window]
    topics = shown.topics or classifier.topics
    place = [classifier.topics.index(topic) for topic in topics]
    found = classifier.probabilities_of_read(texts, batch_size=batch_size)
    decided, left = (
        classifier.decide(found)[:, place].tolist(),
        classifier.undecided(found)[:, place].tolist(),
    )
    values = found[:, place].round(DIGITS).tolist()
    rows = [
        {
            **(row if shown.columns is None else shown.chosen(row)),
            TOPICS: list(named(topics, on)),
            **({UNDECIDED: list(named(topics, unsure))} if classifier.abstains else {}),
            PROBABILITIES: dict(zip(topics, value, strict=True)),
            MODEL: classifier.name,
        }
        for (_, row), on, unsure, value in zip(window, decided, left, values, strict=True)
    ]
    if shown.explain:
        evidence = classifier.explain(texts, [row[TOPICS] for row in rows], limit=shown.explain)
        for row, (text, original), spans in zip(rows, window, evidence, strict=True):
            row[EVIDENCE] = shown.placed(spans, text, original)
    if shown.min_probability > 0:
        rows = [row for row in rows if max(row[PROBABILITIES].values()) >= shown.min_probability]
    return rows
