"""doccano: JSON lines with the chosen topics as `label`; what was shown is kept beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import from_cells, to_cells
from paratopic.codebook.annotation.json_files import parse_records
from paratopic.errors import AnnotationError
from paratopic.files.jsonl import write_jsonl
from paratopic.schema import Annotation


def write_doccano(path: str | Path, annotations: Sequence[Annotation], texts: dict[str, str]) -> None:
    """Write a line for each paragraph and coder; `answers` holds the topics that were shown."""
    lines: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for one in annotations:
        lines[one.id, one.coder].append(one)
    write_jsonl(path, (_line(key, coder, answers, texts) for (key, coder), answers in lines.items()))


def _line(key: str, coder: str, answers: list[Annotation], texts: dict[str, str]) -> dict[str, Any]:
    return {
        "text": texts.get(key, ""),
        "label": [one.topic for one in answers if one.value],
        "paragraph_id": key,
        "coder": coder,
        "answers": [to_cells(one) for one in answers],
    }


def read_doccano(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the annotations of a doccano export; `label`, which coders edit, overrules `answers`.

    A line without `answers` shows every topic of the codebook.
    """

    def parse(record: dict[str, Any], line: int) -> Iterator[Annotation]:
        if "paragraph_id" not in record or not isinstance(record.get("label"), list):
            raise AnnotationError(
                "expected paragraph_id and label (a list); import what `annotate export` wrote and export "
                "the project as JSONL.",
                path=path,
                line=line,
            )
        labels = [str(name) for name in record["label"]]
        answers = record.get("answers") or [{"topic": topic, "value": "0"} for topic in topics]
        shown = {str(answer.get("topic")) for answer in answers}
        extra = [{"topic": name, "value": "1"} for name in labels if name not in shown]
        for answer in [*answers, *extra]:
            cells = {"id": record["paragraph_id"], "coder": record.get("coder", ""), **answer}
            cells["value"] = "1" if answer["topic"] in labels else "0" if str(answer["value"]) else ""
            yield from_cells(cells, path=path, line=line)

    return parse_records(path, parse)
