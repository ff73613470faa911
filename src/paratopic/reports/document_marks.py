"""A paragraph's text with its evidence marked, everything else escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

Spans = Mapping[str, Sequence[Mapping[str, Any]]]


def marked(text: str, evidence: Spans, topics: Sequence[str]) -> str:
    """Return HTML in which each stretch of evidence carries the colour of the topic it speaks for most."""
    spans = [(span, topic) for topic, listed in evidence.items() for span in listed]
    edges = sorted({0, len(text), *(span[side] for span, _ in spans for side in ("start", "end"))})
    parts = []
    for start, end in pairwise(edges):
        over = [(span, topic) for span, topic in spans if span["start"] <= start and end <= span["end"]]
        piece = escape(text[start:end])
        parts.append(_mark(piece, over, topics) if over and piece.strip() else piece)
    return "".join(parts)


def _mark(piece: str, over: list[tuple[Mapping[str, Any], str]], topics: Sequence[str]) -> str:
    strongest = max(over, key=lambda one: float(one[0]["contribution"]))[1]
    reasons = "; ".join(_reason(span, topic) for span, topic in over)
    return f'<mark class="t{topics.index(strongest)}" title="{escape(reasons)}">{piece}</mark>'


def _reason(span: Mapping[str, Any], topic: str) -> str:
    rule = f", rule {span['rule']}" if span.get("rule") else ""
    return f"{topic} {span['contribution']:+.2f}{rule}"
