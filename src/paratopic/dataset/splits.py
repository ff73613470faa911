"""Grouped, stratified splits of multi-label paragraphs: whole documents, every topic's share kept.

A greedy form of iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011) lifted from single
examples to documents: the documents that carry most of what is rare are placed first, each into the part
that still lacks most of what it carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import DatasetError


def split_documents(
    documents: Sequence[str], targets: NDArray[np.int8], *, shares: Mapping[str, float], seed: int
) -> dict[str, str]:
    """Return {document: part} for the parts and shares of paragraphs in `shares` (they sum to 1).

    `documents` names each of the n paragraphs' document, `targets` is (n, k).
    Raises DatasetError where the shares or the number of documents don't allow the split.
    """
    names = list(shares)
    weights = np.array([shares[name] for name in names], dtype=float)
    if (weights <= 0).any() or not np.isclose(weights.sum(), 1.0):
        found = ", ".join(f"{part} {share:g}" for part, share in shares.items())
        raise DatasetError(f"expected positive shares that sum to 1, found {found}.")
    unique, counts = _count(documents, targets)
    if len(unique) < len(names):
        raise DatasetError(
            f"expected at least {len(names)} documents for the parts {', '.join(names)}, found "
            f"{len(unique)}; add documents or ask for fewer parts."
        )
    parts = _assign(counts, weights, seed)
    return {document: names[part] for document, part in zip(unique, parts, strict=True)}


def document_folds(
    documents: Sequence[str], targets: NDArray[np.int8], *, folds: int, seed: int
) -> NDArray[np.intp]:
    """Return each paragraph's fold (0..folds-1); a document's paragraphs share one fold."""
    shares = {str(fold): 1.0 / folds for fold in range(folds)}
    part = split_documents(documents, targets, shares=shares, seed=seed)
    return np.array([int(part[document]) for document in documents], dtype=np.intp)


def drawn_documents(documents: Sequence[str], share: float, *, seed: int) -> set[str]:
    """Return a share of the documents, drawn at random; of one seed a larger share holds the smaller one."""
    unique = sorted(set(documents))
    order = np.random.default_rng(seed).permutation(len(unique))
    return {unique[i] for i in order[: round(share * len(unique))]}


def _count(documents: Sequence[str], targets: NDArray[np.int8]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the documents in order and, for each, its topics' positives, label-less paragraphs and size."""
    unique = list(dict.fromkeys(documents))
    row = {document: index for index, document in enumerate(unique)}
    index = np.array([row[document] for document in documents], dtype=np.intp)
    none = (targets.sum(axis=1, keepdims=True) == 0).astype(float)
    columns = np.concatenate([targets.astype(float), none, np.ones_like(none)], axis=1)
    counts = np.zeros((len(unique), columns.shape[1]))
    np.add.at(counts, index, columns)
    return unique, counts


def _assign(counts: NDArray[np.float64], weights: NDArray[np.float64], seed: int) -> NDArray[np.intp]:
    totals = counts.sum(axis=0)
    scaled = counts / np.where(totals > 0, totals, 1.0)  # a rare topic weighs as much as a common one
    rng = np.random.default_rng(seed)
    jitter = rng.uniform(0.75, 1.25, size=len(counts))  # seeds must give different splits
    order = np.argsort(-scaled.sum(axis=1) * jitter, kind="stable")
    held = np.zeros((len(weights), counts.shape[1]))
    parts = np.full(len(counts), -1, dtype=np.intp)
    for rank, document in enumerate(order):
        lack = weights[:, None] - held
        gain = (lack * scaled[document]).sum(axis=1) / weights
        empty = ~np.isin(np.arange(len(weights)), parts)
        if len(order) - rank <= empty.sum():  # the last documents fill parts that are still empty
            gain = np.where(empty, gain, -np.inf)
        part = int(np.argmax(gain))
        parts[document] = part
        held[part] += scaled[document]
    return parts
