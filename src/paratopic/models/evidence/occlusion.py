"""Evidence for any model: leave a few words out and see how far the score falls."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from paratopic.models.evidence.evidence import Evidence, Span

PIECES = 32
_WORDS = re.compile(r"\S+")


def explain_by_occlusion(
    scores: Callable[[Sequence[str]], NDArray[np.float64]],
    texts: Sequence[str],
    topics: Sequence[Sequence[int]],
    *,
    pieces: int = PIECES,
) -> list[Evidence]:
    """Return for each text at most `pieces` stretches of words and the fall of the score without each.

    Zeiler and Fergus (2014), on words: costs `pieces` + 1 scorings a text. Texts without topics cost nothing.
    """
    plans = [_stretches(text, pieces) if asked else [] for text, asked in zip(texts, topics, strict=True)]
    variants = [
        text[:start] + text[end:] for text, plan in zip(texts, plans, strict=True) for start, end in plan
    ]
    whole = [text for text, plan in zip(texts, plans, strict=True) if plan]
    found = scores([*whole, *variants]) if whole else np.zeros((0, 0))
    full, without = iter(found[: len(whole)]), iter(found[len(whole) :])
    return [
        _falls(next(full), plan, [next(without) for _ in plan], asked) if plan else {k: [] for k in asked}
        for plan, asked in zip(plans, topics, strict=True)
    ]


def _stretches(text: str, pieces: int) -> list[tuple[int, int]]:
    words = [match.span() for match in _WORDS.finditer(text)]
    size = max(1, -(-len(words) // pieces))
    return [(words[i][0], words[min(i + size, len(words)) - 1][1]) for i in range(0, len(words), size)]


def _falls(
    full: NDArray[np.float64],
    plan: list[tuple[int, int]],
    without: list[NDArray[np.float64]],
    asked: Sequence[int],
) -> Evidence:
    return {
        k: [Span(a, b, float(full[k] - row[k])) for (a, b), row in zip(plan, without, strict=True)]
        for k in asked
    }
