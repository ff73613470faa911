"""JSON Lines in and out, with the line number in every complaint."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.atomic import atomic_text
from paratopic.files.lines import OnBad, iter_lines, refuse


def parse_line(line: str, *, path: str | Path, number: int) -> dict[str, Any]:
    """Return the object on one line; raise InputError with file and line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"expected one JSON object a line, found a broken line ({error}).", path=path, line=number
        ) from None
    if not isinstance(row, dict):
        raise InputError(
            f"expected a JSON object ({{...}}), found {type(row).__name__}.", path=path, line=number
        )
    return row


def iter_jsonl(path: str | Path, *, on_bad: OnBad = refuse) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object); blank lines are passed over, broken ones go to `on_bad`."""
    for number, line in iter_lines(path, on_bad=on_bad):
        if line.isspace() or not line:
            continue
        try:
            row = parse_line(line, path=path, number=number)
        except InputError as error:
            on_bad(error)
            continue
        yield number, row


def plain_value(value: Any) -> Any:
    """Return what JSON can hold of a value that Parquet can: dates as ISO 8601, the rest as text."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return str(value)


_encode = json.JSONEncoder(ensure_ascii=False, default=plain_value).encode
_encode_ascii = json.JSONEncoder(default=plain_value).encode


def dump_line(row: Mapping[str, Any]) -> str:
    """Return one row as a line of JSON with its newline; half characters (lone surrogates) stay escaped."""
    line = _encode(row)
    return (line if is_whole(line) else _encode_ascii(row)) + "\n"


def is_whole(text: str) -> bool:
    """Tell whether UTF-8 can hold a text: it has no half characters."""
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return False
    return True


def write_jsonl(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows to `path` atomically."""
    with atomic_text(path) as stream:
        stream.writelines(dump_line(row) for row in rows)
