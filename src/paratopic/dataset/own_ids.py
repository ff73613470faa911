"""Ids that start anew in each file: the same id of another text is another paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from paratopic.dataset.labelled import LabelledText
from paratopic.errors import DatasetError

Parts = Mapping[str, list[LabelledText]]


def with_own_ids(parts: Parts) -> tuple[Parts, tuple[str, ...]]:
    """Return the parts with unique ids, and a note where some had to be told apart by their part's name.

    Raises DatasetError where one id stands in two parts with the same text: that would be a leak.
    """
    seen: dict[str, LabelledText] = {}
    found: dict[str, list[LabelledText]] = {}
    notes = []
    for name, rows in parts.items():
        shared = [row for row in rows if row.id in seen]
        for row in shared:
            if row.text == seen[row.id].text:
                raise DatasetError(
                    f"paragraph '{row.id}' stands in {name} ({row.path}:{row.line}) and, with the same text, "
                    f"in another part ({seen[row.id].path}:{seen[row.id].line}); give it to one part."
                )
        found[name] = [_renamed(row, name) for row in rows] if shared else rows
        if shared:
            notes.append(f"{len(shared)} ids of {name} stand in another part too; they became {name}/<id>")
        seen.update({row.id: row for row in found[name]})
    return found, tuple(notes)


def _renamed(row: LabelledText, part: str) -> LabelledText:
    key = f"{part}/{row.id}"
    return replace(row, id=key, document=key if row.document == row.id else row.document)
