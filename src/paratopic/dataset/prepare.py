"""From a configured source to a partition: load, label, split, and check that nothing leaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paratopic.dataset.corpus import Corpus, load_corpus
from paratopic.dataset.example_paragraphs import with_examples
from paratopic.dataset.examples import Examples, join
from paratopic.dataset.labelled import LabelledText, documents_of, read_labelled, to_examples
from paratopic.dataset.labels import Labels, label, weak
from paratopic.dataset.overlap import near_duplicates
from paratopic.dataset.own_ids import with_own_ids
from paratopic.dataset.partition import Partition
from paratopic.dataset.settings import Source, Split
from paratopic.dataset.splits import split_documents
from paratopic.dataset.topics import Outside, left_out, topics_in
from paratopic.errors import DatasetError
from paratopic.files.hashing import digest, sha256_file
from paratopic.files.resources import data_dir

if TYPE_CHECKING:
    from paratopic.codebook import Codebook


def prepare(
    source: Source,
    labels: Labels,
    split: Split,
    *,
    codebook: Codebook,
    external: Sequence[str] = (),
) -> Partition:
    """Return the partition; raise InputError, AnnotationError or DatasetError."""
    check_labels(source, labels)
    outside = read_outside(external, source)
    if source.kind == "corpus":
        partition = _from_corpus(source, labels, split, codebook)
    elif source.kind == "labelled":
        partition = _from_labelled(read_parts(source), source, split, codebook, outside)
    elif source.kind == "hub":
        from paratopic.dataset.hub import read_hub

        partition = _from_labelled(read_hub(source), source, split, codebook, outside)
    else:
        raise DatasetError(f"expected data.kind corpus, labelled or hub, found '{source.kind}'.")
    (widened,) = with_examples([partition], source, labels)
    return finished(widened, split, outside)


def check_labels(source: Source, labels: Labels) -> None:
    """Raise DatasetError where other labels are asked for than files of one's own have."""
    if source.kind != "corpus" and labels.kind != "gold":
        raise DatasetError(
            f"labels={labels.kind} goes with a corpus folder (data=corpus data.path=FOLDER), found "
            f"data={source.kind}, whose rows have their labels; leave labels out."
        )


def read_outside(external: Sequence[str], source: Source) -> Outside:
    """Return the rows of each external set by the stem of its file."""
    return {Path(path).stem: read_labelled(path, source.columns) for path in external}


def finished(partition: Partition, split: Split, outside: Outside) -> Partition:
    """Return the partition with its external sets and near duplicates; raise DatasetError where it leaks."""
    others = {name: to_examples(rows, partition.train.topics) for name, rows in outside.items()}
    about = documents_of(row for rows in outside.values() for row in rows)
    _assert_leak_free(partition)
    beside = [partition.examples] if partition.examples else []
    pairs = near_duplicates([*partition.parts.values(), *beside], at_least=split.near_duplicates)
    metadata = {**about, **partition.metadata}
    notes = (*partition.notes, *_unlearnable(partition))
    return replace(partition, external=others, metadata=metadata, near_duplicates=tuple(pairs), notes=notes)


def _unlearnable(partition: Partition) -> list[str]:
    """Name the topics that no text to learn from has."""
    positives = partition.train.targets.sum(axis=0) + partition.validation.targets.sum(axis=0)
    absent = [topic for topic, n in zip(partition.train.topics, positives, strict=True) if n == 0]
    if not absent:
        return []
    return [f"no text to learn from has {', '.join(absent)}: never predicted, and F1 counts as 0 there"]


def _from_corpus(source: Source, labels: Labels, split: Split, codebook: Codebook) -> Partition:
    corpus = load_corpus(source.path or data_dir(), topics=codebook.topics)
    gold = gold_examples(corpus, codebook.topics)
    parts = cut(gold, split, ("train", "validation", "test"))
    development = {name: label(corpus, parts[name], labels, codebook) for name in ("train", "validation")}
    if labels.kind == "extended":
        judged = {*parts["validation"].documents, *parts["test"].documents}
        development["train"] = join(
            development["train"], weak(_uncoded(corpus, gold.topics, judged), codebook)
        )
    return Partition(
        train=development["train"],
        validation=development["validation"],
        gold_validation=parts["validation"],
        test=parts["test"],
        metadata=corpus.documents,
        source=str(corpus.folder),
        digest=corpus.digest,
    )


def gold_examples(corpus: Corpus, topics: tuple[str, ...]) -> Examples:
    """Return the corpus' paragraphs that have gold labels."""
    return _examples(corpus, topics, lambda row: row["id"] in corpus.gold)


def _uncoded(corpus: Corpus, topics: tuple[str, ...], judged: set[str]) -> Examples:
    """Return the paragraphs without gold labels, without topics, outside the documents that are judged on."""
    return _examples(
        corpus, topics, lambda row: row["id"] not in corpus.gold and row["document"] not in judged
    )


def _examples(
    corpus: Corpus, topics: tuple[str, ...], wanted: Callable[[Mapping[str, Any]], bool]
) -> Examples:
    folder = str(corpus.folder)
    rows = [
        LabelledText(row["id"], row["text"], corpus.gold.get(row["id"], ()), row["document"], None, folder, 0)
        for row in corpus.paragraphs
        if wanted(row)
    ]
    return to_examples(rows, topics)


def read_parts(source: Source) -> dict[str, list[LabelledText]]:
    """Return the rows of each part that files or a `split` column name; raise DatasetError without a train part."""
    if source.train is None:
        raise DatasetError("data=labelled needs a file: add data.train=FILE.")
    given = {"train": source.train, "validation": source.validation, "test": source.test}
    parts = {name: read_labelled(path, source.columns) for name, path in given.items() if path}
    own = [row for row in parts["train"] if row.part not in (None, "train")]
    if own:
        for row in parts.pop("train"):
            parts.setdefault(row.part or "train", []).append(row)
    if "train" not in parts:
        raise DatasetError(f"{source.train}: expected rows of the split 'train', found none.")
    return parts


def _from_labelled(
    parts: Mapping[str, list[LabelledText]],
    source: Source,
    split: Split,
    codebook: Codebook,
    outside: Outside,
) -> Partition:
    parts, renamed = with_own_ids(parts)
    rows = [row for part in parts.values() for row in part]
    topics = topics_in(rows, source, codebook, outside)
    examples = {name: to_examples(part, topics) for name, part in parts.items()}
    missing = [name for name in ("validation", "test") if name not in examples]
    if missing:
        examples.update(cut(examples["train"], split, ("train", *missing)))
    files = sorted({row.path for row in rows})
    return Partition(
        train=examples["train"],
        validation=examples["validation"],
        gold_validation=examples["validation"],
        test=examples["test"],
        metadata=documents_of(rows),
        source=", ".join(files),
        digest=files_digest(files),
        notes=(*renamed, *left_out(topics, codebook)),
    )


def files_digest(files: Sequence[str]) -> str:
    """Return what changes when a file's bytes change."""
    return digest([sha256_file(path) if Path(path).is_file() else path for path in files])


def cut(examples: Examples, split: Split, parts: Sequence[str]) -> dict[str, Examples]:
    """Return stratified parts of whole documents by the shares of `split`; train takes what is left."""
    shares = {"validation": split.validation, "test": split.test or 0.0}
    wanted = {name: shares[name] for name in parts if name in shares}
    wanted["train"] = 1.0 - sum(wanted.values())
    part_of = split_documents(examples.documents, examples.targets, shares=wanted, seed=split.seed)
    rows: dict[str, list[int]] = {name: [] for name in parts}
    for row, document in enumerate(examples.documents):
        rows[part_of[document]].append(row)
    return {name: examples.take(index) for name, index in rows.items()}


def _assert_leak_free(partition: Partition) -> None:
    """Refuse a partition with a document or a paragraph id on two sides."""
    owner: dict[Any, str] = {}
    for name, part in partition.parts.items():
        for document in set(part.documents):
            if owner.setdefault(document, name) != name:
                raise DatasetError(
                    f"document '{document}' stands in {owner[document]} and in {name}; "
                    "give each document to one part."
                )
