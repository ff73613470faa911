"""JSON Lines in and out, with the line number in every complaint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.atomic import atomic_text


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


def iter_jsonl(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object); blank lines are passed over."""
    try:
        with Path(path).open("rb") as stream:
            for number, raw in enumerate(stream, 1):
                line = decode_line(raw, path=path, number=number)
                if line.strip():
                    yield number, parse_line(line, path=path, number=number)
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror}).", path=path) from error


def decode_line(raw: bytes, *, path: str | Path, number: int) -> str:
    """Return one line as text; raise InputError with file and line where it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{raw[error.start]:02x} at column {error.start + 1}; "
            "convert the file to UTF-8 first.",
            path=path,
            line=number,
        ) from None


def dump_line(row: Mapping[str, Any]) -> str:
    """Return one row as a line of JSON with its newline."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def write_jsonl(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows to `path` atomically."""
    with atomic_text(path) as stream:
        stream.writelines(dump_line(row) for row in rows)
