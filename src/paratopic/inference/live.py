"""Standard input as a live filter: whatever has arrived is answered before more is waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from paratopic.errors import InputError
from paratopic.files.jsonl import parse_line
from paratopic.files.lines import LONGEST, OnBad, decode_line
from paratopic.files.opened import STANDARD_INPUT
from paratopic.inference.sources import Item, Source, line_item, row_item

CHUNK = 1 << 16


def live_windows(source: Source, *, text_column: str, on_bad: OnBad) -> Iterator[list[Item]]:
    """Yield the items of all lines that have arrived; blank lines of JSONL are passed over."""
    parse: Callable[[str, int], Item]
    if source.kind == "lines":
        parse = lambda line, number: line_item(line)  # noqa: E731
    else:
        parse = lambda line, number: row_item(  # noqa: E731
            parse_line(line, path=STANDARD_INPUT, number=number),
            STANDARD_INPUT,
            number,
            text_column=text_column,
        )
    number = 0
    for lines in arriving_lines():
        window: list[Item] = []
        for raw in lines:
            number += 1
            try:
                line = decode_line(_complete(raw, number), path=STANDARD_INPUT, number=number)
                if source.kind == "lines" or not line.isspace():
                    window.append(parse(line, number))
            except InputError as error:
                if window:
                    yield window  # what came before a bad line is answered, whatever follows
                window = []
                on_bad(error)
        if window:
            yield window


def _complete(raw: bytes | None, number: int) -> bytes:
    if raw is None:
        raise InputError(
            f"expected lines of at most {LONGEST >> 20} MB, found a longer one.",
            path=STANDARD_INPUT,
            line=number,
        )
    return raw


def arriving_lines() -> Iterator[list[bytes | None]]:
    """Yield the complete lines at hand, then wait; None stands for one that is too long, the last may lack its end."""
    parts: list[bytes] = []
    size, endless, handle = 0, False, sys.stdin.fileno()
    while chunk := os.read(handle, CHUNK):
        head, end, tail = chunk.rpartition(b"\n")
        if end:
            first, *more = b"".join([*parts, head]).split(b"\n")
            yield [None if endless else first, *more]
            parts, size, endless = [], 0, False
        size += len(tail)
        endless = endless or size > LONGEST
        parts = [] if endless else [*parts, tail]
    if endless or size:
        yield [None if endless else b"".join(parts)]
