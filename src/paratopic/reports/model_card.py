"""The model card of a run: what it is, from what, how well it does, where it should not be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paratopic.dataset.partition import Partition
from paratopic.training.judge import Judged
from paratopic.training.recipe import Trained

AFTERWARDS = (
    "**Fitted on all documents afterwards** (`fit_all`): the validation and test figures above are of the same "
    "procedure before it had seen the test documents. Never judge this classifier on the shipped test part."
)


def model_card(trained: Trained, partition: Partition, resolved: Mapping[str, Any]) -> str:
    """Return the card as Markdown, filled with the run's own numbers."""
    classifier = trained.classifier
    lines = [
        f"# {classifier.name}",
        "",
        f"Labels a paragraph with any of {', '.join(classifier.topics)}, or none. "
        "Probabilities are independent for each topic.",
        "",
        "## Data",
        *(
            f"- {name}: {len(part)} paragraphs of {len(set(part.documents))} documents"
            for name, part in partition.parts.items()
        ),
        f"- source `{partition.source}`, digest `{partition.digest}`",
        f"- {len(partition.near_duplicates)} near-duplicate pairs across parts",
        "",
        "## How well it does",
        *_table(trained.parts),
        "",
        "Intervals: 95 % by bootstrap over documents. Thresholds and calibration were chosen on held-out "
        "scores of the training and validation documents; the test part only reports.",
        *(["", AFTERWARDS] if trained.classifier is not trained.tested else []),
        "",
        "## Thresholds",
        *(
            f"- {topic}: {value:.3f}"
            for topic, value in zip(classifier.topics, classifier.thresholds.values, strict=True)
        ),
        "",
        "## Limits",
        "- English paragraphs of security-policy documents; other languages and registers were not tested.",
        "- A prediction is not a coding: for shares and trends use `paratopic estimate` with coded paragraphs.",
        *(f"- {warning}" for warning in trained.warnings),
        "",
        "## Licence",
        "Code MIT, shipped corpus CC0 1.0; your own data keeps its licence.",
        "",
    ]
    return "\n".join(lines)


def _table(parts: Mapping[str, Judged]) -> list[str]:
    topics = next(iter(parts.values())).examples.topics
    lines = ["| part | macro-F1 | interval | " + " | ".join(topics) + " |", "|---" * (3 + len(topics)) + "|"]
    for name, judged in parts.items():
        interval = judged.intervals["macro_f1"]
        each = " | ".join(f"{judged.metrics[f'f1/{topic}']:.3f}" for topic in topics)
        lines.append(
            f"| {name} | {interval.estimate:.3f} | [{interval.low:.3f}, {interval.high:.3f}] | {each} |"
        )
    return lines
