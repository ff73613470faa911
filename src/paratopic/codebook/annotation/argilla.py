"""Argilla: records with a yes/no question for each topic, and the coders' responses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import from_cells, to_cells
from paratopic.codebook.annotation.json_files import parse_records, write_records
from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

_VALUES = {"yes": "1", "no": "0", None: ""}


def write_argilla(path: str | Path, annotations: Sequence[Annotation], texts: dict[str, str]) -> None:
    """Write records in the shape of Argilla's `Record.to_dict`; what a response can't hold is metadata."""
    records: defaultdict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        records[one.id].append(one)
    write_records(path, [_record(key, answers, texts) for key, answers in records.items()])


def _record(key: str, answers: list[Annotation], texts: dict[str, str]) -> dict[str, Any]:
    responses: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in answers:
        if one.value is not None:
            value = "yes" if one.value else "no"
            responses[one.topic].append({"value": value, "user_id": one.coder})
    sides = {f"{one.coder}|{one.topic}": to_cells(one) for one in answers}
    return {
        "id": key,
        "fields": {"text": texts.get(key, "")},
        "metadata": {"annotations": sides},
        "suggestions": {},
        "responses": dict(responses),
        "vectors": {},
    }


def read_argilla(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the annotations of Argilla records; the responses overrule what the metadata remembers."""

    def parse(record: dict[str, Any], line: int) -> Iterator[Annotation]:
        if "id" not in record or not isinstance(record.get("responses"), dict):
            raise AnnotationError("expected a record with id and responses.", path=path, line=line)
        for side in _cells(record).values():
            yield from_cells({**side, "id": record["id"]}, path=path, line=line)

    return parse_records(path, parse)


def _cells(record: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the answers by coder and topic; raise ValueError at one that is neither yes nor no."""
    remembered = (record.get("metadata") or {}).get("annotations", {})
    cells = {key: {**side, "value": ""} for key, side in remembered.items()}
    for topic, responses in record["responses"].items():
        for response in responses:
            if response.get("value") not in _VALUES:
                raise ValueError(f"expected yes or no for '{topic}'")
            coder = str(response.get("user_id") or "")
            side = cells.get(f"{coder}|{topic}", {"coder": coder, "topic": topic})
            cells[f"{coder}|{topic}"] = {**side, "value": _VALUES[response["value"]]}
    return cells
