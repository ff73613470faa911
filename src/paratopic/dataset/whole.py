"""The whole labelled data, before any split: what the folds of a protocol are cut from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paratopic.dataset.corpus import load_corpus
from paratopic.dataset.examples import Examples
from paratopic.dataset.labelled import LabelledText, documents_of, to_examples
from paratopic.dataset.labels import Labels, label
from paratopic.dataset.prepare import check_labels, files_digest, gold_examples, read_parts
from paratopic.dataset.settings import Source
from paratopic.dataset.topics import Outside, topics_in
from paratopic.errors import ConfigError, DatasetError
from paratopic.files.resources import data_dir

if TYPE_CHECKING:
    from paratopic.codebook import Codebook


@dataclass(frozen=True)
class Whole:
    """All paragraphs with gold labels, and the same ones with the labels that are trained on."""

    gold: Examples
    trained: Examples
    metadata: Mapping[str, Mapping[str, Any]]
    source: str
    digest: str


def load_whole(source: Source, labels: Labels, codebook: Codebook, outside: Outside) -> Whole:
    """Return the data of `source`; raise DatasetError where it brings parts of its own."""
    check_labels(source, labels)
    if labels.kind == "extended":
        raise ConfigError("labels=extended goes with split=holdout.")
    if source.kind == "corpus":
        corpus = load_corpus(source.path or data_dir(), topics=codebook.topics)
        gold = gold_examples(corpus, codebook.topics)
        trained = label(corpus, gold, labels, codebook)
        return Whole(gold, trained, corpus.documents, str(corpus.folder), corpus.digest)
    rows = _rows(source)
    examples = to_examples(rows, topics_in(rows, source, codebook, outside))
    files = sorted({row.path for row in rows})
    return Whole(examples, examples, documents_of(rows), ", ".join(files), files_digest(files))


def _rows(source: Source) -> list[LabelledText]:
    if source.kind == "hub":
        from paratopic.dataset.hub import read_hub

        parts = read_hub(source)
    else:
        parts = read_parts(source)
    if list(parts) != ["train"]:
        raise DatasetError(
            f"the folds are cut from one set of texts, found the parts {', '.join(parts)}; leave data.test, "
            "data.validation and the column split out, or take split=holdout."
        )
    return parts["train"]
