"""Read and write whole JSON files, with the line of what is broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from paratopic.errors import AnnotationError, InputError
from paratopic.files.atomic import write_text
from paratopic.schema import Annotation


def read_records(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (record number, record) of a JSON list, or of JSON lines."""
    from paratopic.files.jsonl import iter_jsonl

    if Path(path).suffix.lower() in {".jsonl", ".ndjson"}:
        yield from iter_jsonl(path)
        return
    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror}).", path=path) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{error.object[error.start]:02x}.", path=path
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(f"expected JSON, found {error.msg}.", path=path, line=error.lineno) from None
    if not isinstance(data, list):
        raise AnnotationError("expected a list of records.", path=path)
    for number, record in enumerate(data, 1):
        if not isinstance(record, dict):
            raise AnnotationError(
                f"expected a record, found {type(record).__name__}.", path=path, line=number
            )
        yield number, record


def parse_records(
    path: str | Path, parse: Callable[[dict[str, Any], int], Iterable[Annotation]]
) -> Iterator[tuple[int, Annotation]]:
    """Yield the annotations of every record; one of another shape is an AnnotationError with its number."""
    for number, record in read_records(path):
        try:
            found = list(parse(record, number))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise AnnotationError(
                f"this record has another shape than the tool writes ({type(error).__name__}: {error}); "
                "export it again.",
                path=path,
                line=number,
            ) from None
        yield from ((number, one) for one in found)


def write_records(path: str | Path, records: list[dict[str, Any]]) -> None:
    """Write records as a JSON list, or as JSON lines where the suffix says so."""
    from paratopic.files.jsonl import is_whole, write_jsonl

    if Path(path).suffix.lower() in {".jsonl", ".ndjson"}:
        write_jsonl(path, records)
    else:
        text = json.dumps(records, ensure_ascii=False, indent=1)
        write_text(path, (text if is_whole(text) else json.dumps(records, indent=1)) + "\n")
