"""Load a corpus folder: paragraphs, their documents, gold labels and the coders' annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paratopic.dataset.label_files import read_topic_sets
from paratopic.errors import InputError
from paratopic.files.hashing import digest, sha256_file
from paratopic.files.jsonl import iter_jsonl
from paratopic.files.tables import iter_csv
from paratopic.schema import DOCUMENT, ID, PARAGRAPH, TEXT, paragraph_id

FILES = ("paragraphs.jsonl", "documents.csv", "gold.csv", "annotations.csv")


@dataclass(frozen=True)
class Corpus:
    """A folder of paragraphs and what is known of them.

    `paragraphs` keep the file's order; `documents` maps a document to its columns (issuer, genre, date, ...);
    `gold` maps a paragraph id to its topics; `digest` changes when any file's bytes change.
    """

    folder: Path
    paragraphs: tuple[dict[str, Any], ...]
    documents: Mapping[str, dict[str, Any]]
    gold: Mapping[str, tuple[str, ...]]
    digest: str


def load_corpus(folder: str | Path, *, topics: tuple[str, ...]) -> Corpus:
    """Read a corpus folder; raise InputError with file and line where a row can't be used."""
    root = Path(folder)
    missing = [name for name in FILES[:3] if not (root / name).is_file()]
    if missing:
        raise InputError(
            f"expected a corpus folder with {', '.join(FILES[:3])}, found no {missing[0]}; "
            "give its folder as data.path=FOLDER.",
            path=folder,
        )
    paragraphs = _paragraphs(root / "paragraphs.jsonl")
    documents = _documents(root / "documents.csv")
    known = {row[ID] for row in paragraphs}
    gold = read_topic_sets(root / "gold.csv", topics=topics, known=known)
    present = [name for name in FILES if (root / name).is_file()]
    return Corpus(
        folder=root,
        paragraphs=paragraphs,
        documents=documents,
        gold=gold,
        digest=digest({name: sha256_file(root / name) for name in present}),
    )


def _paragraphs(path: Path) -> tuple[dict[str, Any], ...]:
    rows, seen = [], dict[str, int]()
    for line, row in iter_jsonl(path):
        for column in (ID, DOCUMENT, PARAGRAPH, TEXT):
            if column not in row:
                raise InputError(f"expected the key '{column}', found {sorted(row)}.", path=path, line=line)
        if not isinstance(row[DOCUMENT], str) or not isinstance(row[TEXT], str):
            raise InputError("expected document and text as strings, found others.", path=path, line=line)
        if row[ID] != paragraph_id(row[DOCUMENT], row[PARAGRAPH]):
            raise InputError(f"expected id <document>#<n>, found '{row[ID]}'.", path=path, line=line)
        if row[ID] in seen:
            raise InputError(
                f"id '{row[ID]}' stands already at line {seen[row[ID]]}; ids must be unique.",
                path=path,
                line=line,
            )
        if not row[TEXT].strip():
            raise InputError(f"paragraph '{row[ID]}' has no text.", path=path, line=line)
        seen[row[ID]] = line
        rows.append(row)
    if not rows:
        raise InputError("expected paragraphs, found an empty file.", path=path)
    return tuple(rows)


def _documents(path: Path) -> dict[str, dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = {}
    for line, row in iter_csv(path):
        name = row.get(DOCUMENT)
        if not name:
            raise InputError(
                f"expected the column '{DOCUMENT}', found {', '.join(row)}.", path=path, line=line
            )
        if name in documents:
            raise InputError(f"document '{name}' stands already above; once is enough.", path=path, line=line)
        documents[name] = row
    return documents
