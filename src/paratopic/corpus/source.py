"""What a reader found: the text that offsets count in, and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded source; `reader` names the reader and its version."""

    text: str
    reader: str
    encoding: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
