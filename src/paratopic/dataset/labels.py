"""Choose what is trained on: gold labels, the coders' majority, or the codebook's weak labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paratopic.dataset.corpus import Corpus
from paratopic.dataset.examples import Examples, targets_of
from paratopic.dataset.label_files import majority, read_codings
from paratopic.errors import DatasetError

if TYPE_CHECKING:
    from paratopic.codebook import Codebook


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Kind gold, coders (of these names, or all) or codebook."""

    kind: str
    coders: tuple[str, ...] | None = None


def label(corpus: Corpus, gold: Examples, labels: Labels, codebook: Codebook) -> Examples:
    """Return `gold` with the labels to train on; raise DatasetError or AnnotationError."""
    if labels.kind == "gold":
        return gold
    if labels.kind == "codebook":
        return gold.with_targets((codebook.scores(gold.texts) > 0).astype(np.int8))
    if labels.kind == "coders":
        return _by_coders(corpus, gold, labels.coders)
    raise DatasetError(f"expected labels gold, coders or codebook, found '{labels.kind}'.")


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
