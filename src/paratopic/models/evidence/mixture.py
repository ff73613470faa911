"""Evidence of several models in one: each part answers for its share, and the shares add up word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from paratopic.models.evidence.evidence import Evidence, Explains, Span
from paratopic.models.evidence.occlusion import explain_by_occlusion
from paratopic.models.protocol import Model

PIECES = 16
_WORD = re.compile(r"\S+")


def explain_mixture(
    parts: Sequence[tuple[Model, NDArray[np.float64]]],
    texts: Sequence[str],
    topics: Sequence[Sequence[int]],
    *,
    pieces: int = PIECES,
) -> list[Evidence]:
    """Return the words of each text with the sum of all parts' shares, and beside them the rules that voted.

    `parts` are models with their factors (k,): what a point of the part's score is worth in the mixture's.
    A part that can't explain itself is asked by leaving out words, `pieces` times a text.
    """
    answers = [
        part.explain(texts, topics)
        if isinstance(part, Explains)
        else explain_by_occlusion(part.scores, texts, topics, pieces=pieces)
        for part, _ in parts
    ]
    factors = [factor for _, factor in parts]
    return [
        {
            k: _mixed(
                text, [(one[row].get(k, []), float(f[k])) for one, f in zip(answers, factors, strict=True)]
            )
            for k in asked
        }
        for row, (text, asked) in enumerate(zip(texts, topics, strict=True))
    ]


def _mixed(text: str, shares: list[tuple[list[Span], float]]) -> list[Span]:
    """Spread every span over the words that it touches; the matches of rules stay whole and keep their names."""
    words = [match.span() for match in _WORD.finditer(text)]
    starts = np.array([start for start, _ in words], dtype=np.int64)
    totals, rules = np.zeros(len(words)), []
    for span, factor in chain.from_iterable(((one, f) for one in spans) for spans, f in shares):
        if span.rule:
            rules.append(Span(span.start, span.end, span.contribution * factor, span.rule))
        elif words:
            first = max(int(np.searchsorted(starts, span.start, side="right")) - 1, 0)
            last = max(int(np.searchsorted(starts, span.end, side="left")), first + 1)
            totals[first:last] += span.contribution * factor / (last - first)
    spread = [Span(a, b, float(total)) for (a, b), total in zip(words, totals, strict=True)]
    return [*spread, *rules]
