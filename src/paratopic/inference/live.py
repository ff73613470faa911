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
        window = []
        for raw in lines:
            number += 1
            try:
                line = decode_line(raw, path=STANDARD_INPUT, number=number)
                if source.kind == "lines" or not line.isspace():
                    window.append(parse(line, number))
            except InputError as error:
                on_bad(error)
        if window:
            yield window


def arriving_lines() -> Iterator[list[bytes]]:
    """Yield the complete lines at hand, then wait; the last line may lack its end."""
    rest, handle = b"", sys.stdin.fileno()
    while chunk := os.read(handle, CHUNK):
        head, end, tail = chunk.rpartition(b"\n")
        if end:
            yield (rest + head).split(b"\n")
            rest = tail
        else:
            rest += chunk
        if len(rest) > LONGEST:
            raise InputError(
                f"expected lines of at most {LONGEST >> 20} MB, found a longer one.", path=STANDARD_INPUT
            )
    if rest:
        yield [rest]
