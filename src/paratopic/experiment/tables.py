"""The tables of a run's folder: every judged paragraph, those decided wrongly, documents, the training curve."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from paratopic.dataset.partition import Partition
from paratopic.files.atomic import atomic_text
from paratopic.schema import DOCUMENT
from paratopic.training.judge import Decided


def write_predictions(path: Path, parts: Mapping[str, Decided]) -> None:
    """Write one row a paragraph and part: gold labels, predicted topics, probabilities, text."""
    topics = next(iter(parts.values())).examples.topics
    header = ["part", "id", "document", "labels", "topics", "correct"]
    header += [f"probability_{topic}" for topic in topics]
    with atomic_text(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*header, "text"])
        for part, judged in parts.items():
            writer.writerows(_rows(part, judged))


def _rows(part: str, judged: Decided) -> list[list[str]]:
    examples = judged.examples
    rows = []
    for index, gold in enumerate(examples.topic_sets()):
        found = [t for t, on in zip(examples.topics, judged.predictions[index], strict=True) if on]
        probabilities = [f"{value:.6f}" for value in judged.probabilities[index]]
        correct = str(tuple(found) == gold).lower()
        left = [
            part,
            examples.ids[index],
            examples.documents[index],
            ";".join(gold),
            ";".join(found),
            correct,
        ]
        rows.append([*left, *probabilities, examples.texts[index]])
    return rows


def write_documents(path: Path, partition: Partition) -> None:
    """Write what is known of each document (issuer, genre, date, ...); no file where nothing is."""
    if not partition.metadata:
        return
    parts = [*partition.parts.values(), *partition.external.values()]
    names = dict.fromkeys(name for part in parts for name in part.documents if name in partition.metadata)
    rows = [{DOCUMENT: name, **partition.metadata[name]} for name in names]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with atomic_text(path) as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_errors(path: Path, parts: Mapping[str, Decided]) -> None:
    """Write the wrongly decided paragraphs of all parts, what was missed and what was too much, text first."""
    with atomic_text(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "missed", "too much", "labels", "part", "id"])
        for part, judged in parts.items():
            writer.writerows(_wrong(part, judged))


def _wrong(part: str, judged: Decided) -> list[list[str]]:
    examples, rows = judged.examples, []
    for index, gold in enumerate(examples.topic_sets()):
        found = {t for t, on in zip(examples.topics, judged.predictions[index], strict=True) if on}
        missed = [topic for topic in gold if topic not in found]
        extra = [topic for topic in examples.topics if topic in found and topic not in gold]
        if missed or extra:
            names = (";".join(one) for one in (missed, extra, gold))
            rows.append([examples.texts[index], *names, part, examples.ids[index]])
    return rows


def write_history(path: Path, history: Sequence[Mapping[str, float]]) -> None:
    """Write the training curve, one row an epoch."""
    names = list(dict.fromkeys(name for row in history for name in row))
    with atomic_text(path) as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(history)
