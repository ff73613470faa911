"""The slices of a set of paragraphs: by length, issuer, genre, year and by the topics that stand together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from paratopic.evaluation.checks import Ints
from paratopic.evaluation.slices import LEAST_PARAGRAPHS, Slice
from paratopic.tracking.predictions import Predictions

LEAST_SHOWN, MOST_VALUES, MOST_PAIRS = 10, 60, 15
COUNTED = ("no topic", "one topic", "two topics", "three topics or more")
_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
Metadata = Mapping[str, Mapping[str, Any]]


def slices_of(judged: Predictions, metadata: Metadata) -> list[Slice]:
    """Return all slices; `metadata` maps a document to its columns, of which issuer, genre, year and date count.

    Values with fewer than 10 paragraphs are put together as one; a column without two values is left out.
    """
    found = _lengths(judged.texts)
    for kind, value in (("issuer", _column("issuer")), ("genre", _column("genre")), ("year", _year)):
        found += _values(kind, [value(metadata.get(document, {})) for document in judged.documents])
    return [*found, *_numbers(judged.targets.astype(np.int64)), *_pairs(judged)]


def _lengths(texts: Sequence[str]) -> list[Slice]:
    """Cut at the quartiles of the number of words."""
    words = np.array([len(text.split()) for text in texts])
    inner = sorted({int(q) for q in np.quantile(words, [0.25, 0.5, 0.75])} - {int(words.max())})
    edges = [0, *inner, int(words.max())]
    found = []
    for low, high in pairwise(edges):
        name = f"up to {high} words" if not low else f"over {low} words"
        if low and high < edges[-1]:
            name = f"{low + 1} to {high} words" if low + 1 < high else f"{high} words"
        found.append(Slice("length", name, (words > low) & (words <= high)))
    return found if len(found) > 1 else []


def _column(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: " ".join(str(row.get(name) or "").split())


def _year(row: Mapping[str, Any]) -> str:
    match = _YEAR.search(str(row.get("year") or row.get("date") or ""))
    return match.group() if match else ""


def _values(kind: str, values: Sequence[str]) -> list[Slice]:
    folded = np.array([value.casefold() for value in values])
    spelt = dict(zip(reversed(folded.tolist()), reversed(values), strict=True))  # as it stands first
    sizes = Counter(folded.tolist())
    sizes.pop("", None)
    if len(sizes) < 2:
        return []
    kept = [value for value, size in sizes.most_common(MOST_VALUES) if size >= LEAST_SHOWN]
    order = sorted(kept) if kind == "year" else kept
    found = [Slice(kind, spelt[value], folded == value) for value in order]
    others = len(sizes) - len(kept)
    if kept and others:
        rest = ~np.isin(folded, kept) & (folded != "")
        found.append(Slice(kind, f"{others} other {kind}s", rest))
    return found


def _numbers(targets: Ints) -> list[Slice]:
    count = np.minimum(targets.sum(axis=1), len(COUNTED) - 1)
    return [Slice("number of topics", name, count == n) for n, name in enumerate(COUNTED)]


def _pairs(judged: Predictions) -> list[Slice]:
    targets = judged.targets.astype(np.int64)
    together = targets.T @ targets
    pairs = [(int(together[a, b]), a, b) for a, b in combinations(range(len(judged.topics)), 2)]
    frequent = sorted((one for one in pairs if one[0] >= LEAST_PARAGRAPHS), key=lambda one: -one[0])
    return [
        Slice(
            "topics together",
            f"{judged.topics[a]} and {judged.topics[b]}",
            (targets[:, a] * targets[:, b]) == 1,
        )
        for _, a, b in frequent[:MOST_PAIRS]
    ]
