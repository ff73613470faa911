"""Read what a model or the rules said of paragraphs."""

from __future__ import annotations

from pathlib import Path

from paratopic.errors import InputError
from paratopic.files.tables import iter_rows


def read_probabilities(path: str | Path) -> dict[str, dict[str, float]]:
    """Return {paragraph id: {topic: probability}} of what `classify` or `label` wrote."""
    found: dict[str, dict[str, float]] = {}
    for line, row in iter_rows(path):
        values = row.get("probabilities") or row.get("confidence")
        if "id" not in row or not isinstance(values, dict):
            raise InputError(
                "expected id and probabilities (of `classify`) or confidence (of `label`), "
                f"found {', '.join(row)}.",
                path=path,
                line=line,
            )
        found[str(row["id"])] = {str(topic): float(value) for topic, value in values.items()}
    return found


def most_uncertain(values: dict[str, float], topic: str | None) -> float:
    """Return the probability of `topic`, or the one nearest to 0.5 where no topic is named."""
    if topic is None:
        return min(values.values(), key=lambda value: abs(value - 0.5))
    if topic not in values:
        raise InputError(f"no probability for topic '{topic}'; found {', '.join(values)}.")
    return values[topic]
