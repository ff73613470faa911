"""From a configured source to the partitions of a protocol, or of a learning curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from paratopic.dataset.example_paragraphs import with_examples
from paratopic.dataset.examples import Examples
from paratopic.dataset.labels import Labels
from paratopic.dataset.partition import Partition
from paratopic.dataset.prepare import cut, finished, read_outside
from paratopic.dataset.protocols import Fold, make_folds
from paratopic.dataset.settings import Source, Split
from paratopic.dataset.splits import drawn_documents
from paratopic.dataset.whole import Whole, load_whole
from paratopic.errors import ConfigError

if TYPE_CHECKING:
    from paratopic.codebook import Codebook


def prepare_folds(
    source: Source, labels: Labels, split: Split, *, codebook: Codebook, external: Sequence[str] = ()
) -> list[tuple[str, Partition]]:
    """Return (name, partition) of each fold; raise InputError, AnnotationError, DatasetError or ConfigError."""
    outside = read_outside(external, source)
    whole = load_whole(source, labels, codebook, outside)
    folds = make_folds(whole.gold, whole.metadata, split)
    partitions = with_examples([_partition(whole, fold, split) for fold in folds], source, labels)
    return [
        (fold.name, finished(partition, split, outside))
        for fold, partition in zip(folds, partitions, strict=True)
    ]


def _partition(whole: Whole, fold: Fold, split: Split) -> Partition:
    rest = whole.gold.take(fold.rest)
    parts = cut(rest, split, ("train", "validation"))
    place = {key: row for row, key in enumerate(whole.gold.ids)}
    rows = {name: [place[key] for key in part.ids] for name, part in parts.items()}
    return Partition(
        train=whole.trained.take(rows["train"]),
        validation=whole.trained.take(rows["validation"]),
        gold_validation=parts["validation"],
        test=whole.gold.take(fold.test),
        metadata=whole.metadata,
        source=whole.source,
        digest=whole.digest,
    )


def sampled(partition: Partition, share: float, *, seed: int) -> Partition:
    """Keep a share of the documents that are learned from, the test part whole.

    The samples of one seed are nested: a larger share holds the smaller one. Raises ConfigError where fewer
    than two documents of a part are left.
    """
    if not 0 < share <= 1:
        raise ConfigError(f"expected split.train_share of more than 0 and at most 1, found {share:g}.")
    train, validation = (_some(part, share, seed) for part in (partition.train, partition.validation))
    gold = partition.gold_validation.take(validation)
    return replace(
        partition,
        train=partition.train.take(train),
        validation=partition.validation.take(validation),
        gold_validation=gold,
    )


def _some(part: Examples, share: float, seed: int) -> list[int]:
    kept = drawn_documents(part.documents, share, seed=seed)
    if len(kept) < 2:
        raise ConfigError(
            f"split.train_share={share:g} leaves {len(kept)} of {len(set(part.documents))} documents; "
            "ask for a larger share."
        )
    return [row for row, document in enumerate(part.documents) if document in kept]
