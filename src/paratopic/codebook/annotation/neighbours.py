"""The paragraphs before and after one, for a coder to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any


def neighbours(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return {paragraph id: (text before, text after)} within each document, in the rows' order."""
    documents: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        documents[str(row["document"])].append(row)
    found = {}
    for members in documents.values():
        texts = ["", *(str(row["text"]) for row in members), ""]
        for place, row in enumerate(members):
            found[str(row["id"])] = (texts[place], texts[place + 2])
    return found
