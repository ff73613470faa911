"""Why a text got a topic: the stretches of it that count, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` moves a topic's raw score (log-odds) by `contribution`; `rule` names a codebook rule."""

    start: int
    end: int
    contribution: float
    rule: str = ""


Evidence = dict[int, list[Span]]


@runtime_checkable
class Explains(Protocol):
    """A model that can say why; optional beside the Model protocol.

    Parts of a hybrid answer each for their own share, so that all contributions of one text add up.
    """

    def explain(self, texts: Sequence[str], topics: Sequence[Sequence[int]]) -> list[Evidence]:
        """Return for each text, and each topic asked for (by number), its contributing spans, unsorted."""


FAINT = 0.15


def strongest(spans: Iterable[Span], text: str, *, limit: int) -> list[Span]:
    """Return the spans that speak most for a topic, neighbours joined, in the order of the text.

    Spans below 15 % of the strongest one are left out: they would join everything with everything.
    """
    listed = list(spans)
    floor = FAINT * max((one.contribution for one in listed), default=0.0)
    positive = sorted(
        (one for one in listed if one.contribution > max(floor, 0.0) and one.end > one.start), key=_place
    )
    ranked = sorted(_joined(positive, text), key=lambda one: (-one.contribution, one.start))
    return sorted(ranked[:limit], key=_place)


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.rule


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Join spans that overlap or that only a space separates; rule matches stay as they are."""
    found: list[Span] = []
    for one in spans:
        last = found[-1] if found else None
        if last and not last.rule and not one.rule and not text[last.end : one.start].strip():
            total = last.contribution + one.contribution
            found[-1] = Span(last.start, max(last.end, one.end), total)
        else:
            found.append(one)
    return found
