"""The words of the rich text format: control words, groups, and letters in a code page or as numbers.

Microsoft (2008), Rich Text Format Specification, version 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<bytes>(?:\\'[0-9a-fA-F]{2}[\r\n]*)+)|"
    rb"\\(?P<sign>[^a-zA-Z'])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\'?",
    re.DOTALL,
)
_HEX = re.compile(rb"\\'(..)")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word with its number, or some text."""

    kind: str  # { } word text
    value: str = ""
    number: int | None = None


def tokens(raw: bytes) -> Iterator[Token]:
    """Yield the tokens; a letter that is given as a number and again for old programs is given once."""
    page = _code_page(raw)
    position, again, agains = 0, 0, [1]  # letters that are given again; how many there are, by group
    while found := _TOKEN.match(raw, position):
        position = found.end()
        if brace := found["brace"]:
            again = 0
            if brace == b"{":
                agains.append(agains[-1])
            elif len(agains) > 1:
                agains.pop()
            yield Token(brace.decode())
        elif word := found["word"]:
            number = int(found["number"]) if found["number"] else None
            if word == b"bin":
                position += max(0, number or 0)
            elif word == b"uc":
                agains[-1] = max(0, number or 0)
            elif word == b"u":
                yield Token("text", chr((number or 0) % 0x10000))
                again = agains[-1]
            else:
                yield Token("word", word.decode(), number)
        elif found["sign"] and found["sign"] not in _SIGNS:
            yield Token("word", found["sign"].decode("latin-1"))
        elif letters := _letters(found):
            yield Token(
                "text", letters[again:].decode(page, "replace") if found["sign"] is None else _SIGNS[letters]
            )
            again = max(0, again - len(letters))


def _letters(found: re.Match[bytes]) -> bytes:
    if run := found["bytes"]:
        return bytes.fromhex(b"".join(_HEX.findall(run)).decode())
    return found["sign"] or found["text"] or b""


def _code_page(raw: bytes) -> str:
    found = _CODE_PAGE.search(raw[:4096])
    try:
        return codecs.lookup(f"cp{int(found[1])}").name if found else "cp1252"
    except LookupError:
        return "cp1252"
