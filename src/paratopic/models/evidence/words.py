"""Exact evidence of n-gram models: every n-gram's share of the score, laid on the words it was made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.models.evidence.evidence import Evidence, Span
from paratopic.models.ngrams.counts import CharCounter, WordCounter
from paratopic.models.ngrams.ngrams import Ngrams, Part
from paratopic.models.ngrams.words import plain

Floats = NDArray[np.float64]
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"\w\w+")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def explain_ngrams(
    ngrams: Ngrams, coefficients: NDArray[Any], texts: Sequence[str], topics: Sequence[Sequence[int]]
) -> list[Evidence]:
    """Return the words of each text with their shares of the asked topics' scores.

    `coefficients` is (features, topics). The shares of all words add up to the score without its intercept.
    """
    found: list[Evidence] = []
    for text, asked in zip(texts, topics, strict=True):
        spans, shares = word_shares(ngrams, coefficients[:, list(asked)], text)
        found.append(
            {
                topic: [Span(a, b, float(value)) for (a, b), value in zip(spans, shares[:, k], strict=True)]
                for k, topic in enumerate(asked)
            }
        )
    return found


def word_shares(
    ngrams: Ngrams, coefficients: NDArray[Any], text: str
) -> tuple[list[tuple[int, int]], Floats]:
    """Return the places of the words between spaces, and their shares, (words, topics)."""
    lowered, places = _mapped(text, str.lower)
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(lowered)]
    shares = np.zeros((len(tokens), coefficients.shape[1]))
    start = 0
    for part in ngrams.parts:
        rows = coefficients[start : start + len(part.vocabulary)]
        start += len(part.vocabulary)
        if isinstance(part.counter, CharCounter):
            _add_characters(part, part.counter, rows, text, [lowered[a:b] for a, b in tokens], shares)
        else:
            starts = np.array([places[a] for a, _ in tokens], dtype=np.int64)
            _add_words(part, part.counter, rows, text, starts, shares)
    return [_trimmed(text, places[a], places[b - 1] + 1) for a, b in tokens], shares


def _add_words(
    part: Part, counter: WordCounter, rows: NDArray[Any], text: str, starts: NDArray[np.int64], shares: Floats
) -> None:
    prepared, places = _mapped(text, lambda c: plain(c.lower()))
    matches = [m for m in _WORD.finditer(prepared) if m.group() not in counter.stop_words]
    token = np.searchsorted(starts, [places[m.start()] for m in matches], side="right") - 1
    features, values = _values(part, rows, text)
    for size, (_, first, feature) in enumerate(counter.found([[m.group() for m in matches]]), 1):
        value = values[np.searchsorted(features, feature)] / size
        for offset in range(size):
            np.add.at(shares, token[first + offset], value)


def _add_characters(
    part: Part, counter: CharCounter, rows: NDArray[Any], text: str, tokens: Sequence[str], shares: Floats
) -> None:
    features, values = _values(part, rows, text)
    for place, token in enumerate(tokens):
        shares[place] += values[np.searchsorted(features, counter.features(token))].sum(axis=0)


def _values(part: Part, rows: NDArray[Any], text: str) -> tuple[NDArray[np.int64], Floats]:
    """Return the text's features, sorted, and the share of one occurrence of each, (features, topics)."""
    _, feature, count = part.counter([text])
    weights = part.rows([text]).data.astype(np.float64)
    return feature, (weights / count)[:, None] * rows[feature].astype(np.float64)


def _mapped(text: str, change: Any) -> tuple[str, Sequence[int]]:
    """Return the changed text and, for each of its characters, its place in the original."""
    if text.isascii():
        return change(text), range(len(text))
    pieces = [change(character) for character in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), places


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotes, brackets and full stops at a word's edges."""
    core = _EDGE.sub("", text[start:end])
    if not core:
        return start, end
    inside = text.index(core, start)
    return inside, inside + len(core)
