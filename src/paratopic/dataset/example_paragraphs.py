"""Example paragraphs of a corpus folder: single labelled ones that a hybrid learns from besides the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from paratopic.dataset.labelled import read_labelled, to_examples
from paratopic.dataset.labels import Labels
from paratopic.dataset.partition import Partition
from paratopic.dataset.settings import Source
from paratopic.files.hashing import digest, sha256_file
from paratopic.files.resources import data_dir

FILE = "examples.jsonl"


def with_examples(partitions: Sequence[Partition], source: Source, labels: Labels) -> list[Partition]:
    """Return the partitions of one data set with the paragraphs of its folder's `examples.jsonl` beside their parts.

    Unchanged where there is no such file, where `data.examples` is off, and where rules alone are to be learned
    from. Raises InputError or AnnotationError with file and line.
    """
    path = Path(source.path or data_dir()) / FILE
    wanted = source.kind == "corpus" and source.examples and labels.kind != "codebook"
    if not wanted or not path.is_file():
        return list(partitions)
    found, sha256 = to_examples(read_labelled(path), partitions[0].train.topics), sha256_file(path)
    return [replace(one, examples=found, digest=digest([one.digest, sha256])) for one in partitions]
