"""What the first lines of a document say of it, where it does not say its title or date elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from paratopic.corpus.blocks import Block
from paratopic.corpus.dates import find_date
from paratopic.corpus.source import Source
from paratopic.corpus.text import READER as TEXT_READER

_FIRST = 6  # blocks among which the line with place and date stands


def first_heading(found: Source, blocks: list[Block]) -> str | None:
    """Return the heading that opens a text."""
    if not blocks or blocks[0].heading is None:
        return None
    first, *more = blocks[0].heading.split(" / ")
    if first.startswith("("):  # "(As delivered)"
        return None
    marked = found.reader != TEXT_READER or found.text.lstrip().startswith("#")
    return first if marked or not more else None  # several lines of plain text are a letterhead


def first_date(text: str, blocks: list[Block]) -> str | None:
    """Return the date in the lines over a text: of place and date, in a heading or in brackets; never in a sentence."""
    return next(filter(None, map(find_date, _lines(text, blocks[:_FIRST]))), None)


def _lines(text: str, blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        words = text[block.start : block.end]
        yield from (block.heading or "").split(" / ")
        if block.kind in {"dateline", "heading"}:
            yield words
        elif words.startswith("["):
            yield words.partition("\n")[0]
