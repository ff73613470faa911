"""Example paragraphs of a corpus folder: single labelled ones to learn from; nothing is chosen or judged on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from paratopic.dataset.examples import join
from paratopic.dataset.labelled import read_labelled, to_examples
from paratopic.dataset.labels import Labels
from paratopic.dataset.partition import Partition
from paratopic.dataset.settings import Source
from paratopic.files.hashing import digest, sha256_file
from paratopic.files.resources import data_dir

FILE = "examples.jsonl"


def with_examples(partition: Partition, source: Source, labels: Labels) -> Partition:
    """Return the partition with the paragraphs of the corpus folder's `examples.jsonl` in its train part.

    Unchanged where the folder has no such file, `data.examples` is off, or rules alone are to be learned from.
    Raises InputError or AnnotationError with file and line.
    """
    path = Path(source.path or data_dir()) / FILE
    wanted = source.kind == "corpus" and source.examples and labels.kind != "codebook"
    if not wanted or not path.is_file():
        return partition
    found = to_examples(read_labelled(path), partition.train.topics)
    note = f"train: {len(found)} of its paragraphs are examples ({FILE}); data.examples=false leaves them out"
    return replace(
        partition,
        train=join(partition.train, found),
        learned_only=frozenset(found.ids),
        digest=digest([partition.digest, sha256_file(path)]),
        notes=(*partition.notes, note),
    )
