"""A `.json` file: an array of objects, read whole, or one object a line like JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.jsonl import iter_jsonl
from paratopic.files.lines import LONGEST, OnBad, refuse
from paratopic.files.opened import open_bytes

LARGEST = 4 * LONGEST  # an array has no lines to stop at, so it is read whole
_BLANK = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n]*(?P<sign>[,\]])[ \t\r\n]*")


def iter_json(path: str | Path, *, on_bad: OnBad = refuse) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (number of the line on which it starts, object) of a `.json` file.

    An element that is no object goes to `on_bad`. Raises InputError where the array is broken, larger than
    `LARGEST` bytes, or where the file holds neither that nor objects.
    """
    with open_bytes(path) as stream:
        is_array = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    return _iter_array(path, on_bad) if is_array else iter_jsonl(path, on_bad=on_bad)


def _iter_array(path: str | Path, on_bad: OnBad) -> Iterator[tuple[int, dict[str, Any]]]:
    text = _whole(path)
    place = _end(_BLANK, text, text.index("[") + 1)
    line, counted = 1, 0
    more = not text.startswith("]", place)
    while more:
        line, counted = line + text.count("\n", counted, place), place
        row, end = _element(text, place, path, line)
        if isinstance(row, dict):
            yield line, row
        else:
            found = f"expected a JSON object ({{...}}), found {type(row).__name__}."
            on_bad(InputError(found, path=path, line=line))
        place, more = _next(text, end, path)
    if rest := text[place + 1 :].strip():
        raise InputError(f"expected nothing after the array, found {rest[:20]!r}.", path=path)


def _whole(path: str | Path) -> str:
    with open_bytes(path) as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise InputError(
            f"expected an array of at most {LARGEST >> 20} MB, found a larger one; "
            "write one object a line as .jsonl.",
            path=path,
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{raw[error.start]:02x}; convert the file to UTF-8 first.",
            path=path,
            line=raw.count(b"\n", 0, error.start) + 1,
        ) from None


def _element(text: str, place: int, path: str | Path, line: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text, place)
    except json.JSONDecodeError as error:
        found = f"expected an array of JSON objects, found it broken ({error.msg})."
        raise InputError(found, path=path, line=error.lineno) from None
    except (ValueError, RecursionError) as error:
        found = f"expected an array of JSON objects, found it broken ({error})."
        raise InputError(found, path=path, line=line) from None


def _next(text: str, end: int, path: str | Path) -> tuple[int, bool]:
    """Return where the next element or the closing bracket is, and whether there is one more element."""
    match = _BETWEEN.match(text, end)
    if match is None:
        found = text[end : end + 20].strip()
        raise InputError(
            f"expected ',' or ']' after an object of the array, found {found!r}.",
            path=path,
            line=text.count("\n", 0, end) + 1,
        )
    return (match.end(), True) if match["sign"] == "," else (match.start("sign"), False)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
