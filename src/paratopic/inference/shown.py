"""What an answer shows: which topics and columns, which rows, and whether with evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paratopic.errors import ConfigError
from paratopic.inference.align import align
from paratopic.models.evidence.evidence import Span
from paratopic.schema import TEXT


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`topics` and `columns` None mean all; `explain` is the number of spans a topic, 0 for none.

    Only rows with a probability of at least `min_probability` are kept.
    """

    topics: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None
    min_probability: float = 0.0
    explain: int = 0
    text_column: str = TEXT

    def checked(self, topics: Sequence[str]) -> Shown:
        """Return self; raises ConfigError for a topic that the model does not have."""
        for topic in self.topics or ():
            if topic not in topics:
                raise ConfigError(f"unknown topic '{topic}'; this model has {', '.join(topics)}.")
        if not 0 <= self.min_probability <= 1:
            raise ConfigError(f"expected --min-probability from 0 to 1, found {self.min_probability}.")
        return self

    def chosen(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the chosen columns of an input row, in the order asked for; a missing one is empty."""
        return {name: row.get(name) for name in self.columns or ()}

    def placed(
        self, found: Mapping[str, Sequence[Span]], text: str, row: Mapping[str, Any]
    ) -> dict[str, list[dict[str, Any]]]:
        """Return evidence as plain values, its offsets counted in the row's own text."""
        original = str(row.get(self.text_column, text))
        place = align(text, original) if any(found.values()) else None
        return {topic: [_plain(span, place, original) for span in spans] for topic, spans in found.items()}


EVERYTHING = Shown()


def _plain(span: Span, place: Sequence[int] | None, original: str) -> dict[str, Any]:
    start, end = span.start, span.end
    if place is not None and end > start:
        start, end = place[start], place[end - 1] + 1
    found = {
        "start": start,
        "end": end,
        "text": original[start:end],
        "contribution": round(span.contribution, 4),
    }
    return {**found, "rule": span.rule} if span.rule else found
