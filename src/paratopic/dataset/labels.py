"""Choose what is trained on: gold labels, the coders' majority, the codebook's weak labels, or gold and weak ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paratopic.dataset.corpus import Corpus
from paratopic.dataset.examples import Examples, targets_of
from paratopic.dataset.label_files import majority, read_codings
from paratopic.dataset.splits import drawn_documents
from paratopic.errors import ConfigError, DatasetError

if TYPE_CHECKING:
    from paratopic.codebook import Codebook


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Kind gold, coders (of these names, or all), codebook, or extended.

    `extended` is gold where there is gold and the codebook for the rest; `gold_share` of the documents, drawn by
    `seed`, keep their gold labels then (less than 1 asks what gold labels are worth).
    """

    kind: str
    coders: tuple[str, ...] | None = None
    gold_share: float = 1.0
    seed: int = 0


def label(corpus: Corpus, gold: Examples, labels: Labels, codebook: Codebook) -> Examples:
    """Return `gold` with the labels to train on; raise DatasetError or AnnotationError."""
    if labels.kind == "gold":
        return gold
    if labels.kind == "codebook":
        return weak(gold, codebook)
    if labels.kind == "extended":
        return _extended(gold, labels, codebook)
    if labels.kind == "coders":
        return _by_coders(corpus, gold, labels.coders)
    raise DatasetError(f"expected labels gold, coders, codebook or extended, found '{labels.kind}'.")


def weak(examples: Examples, codebook: Codebook) -> Examples:
    """Return the paragraphs with the labels that the codebook's rules give them."""
    return examples.with_targets((codebook.scores(examples.texts) > 0).astype(np.int8))


def _extended(gold: Examples, labels: Labels, codebook: Codebook) -> Examples:
    if not 0 <= labels.gold_share <= 1:
        raise ConfigError(f"expected labels.gold_share from 0 to 1, found {labels.gold_share:g}.")
    kept = drawn_documents(gold.documents, labels.gold_share, seed=labels.seed)
    keeps = np.array([document in kept for document in gold.documents])
    return gold.with_targets(np.where(keeps[:, None], gold.targets, weak(gold, codebook).targets))


def _by_coders(corpus: Corpus, gold: Examples, coders: tuple[str, ...] | None) -> Examples:
    known = {row["id"] for row in corpus.paragraphs}
    codings = read_codings(corpus.folder / "annotations.csv", topics=gold.topics, known=known)
    names = {coder for answers in codings.values() for coder in answers}
    wanted = set(coders or names)
    if wanted - names:
        raise DatasetError(f"unknown coder '{min(wanted - names)}'; there are {', '.join(sorted(names))}.")
    sets = []
    for key in gold.ids:
        answers = {coder: topics for coder, topics in codings.get(key, {}).items() if coder in wanted}
        if not answers:
            raise DatasetError(f"paragraph '{key}' was coded by none of {', '.join(sorted(wanted))}.")
        sets.append(majority(answers, topics=gold.topics))
    return gold.with_targets(targets_of(sets, gold.topics))
