"""Plain text and Markdown: the decoded file itself is what offsets count in, unless it is set in columns."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.decode import decode
from paratopic.corpus.front_matter import front_matter
from paratopic.corpus.load import refuse_long_lines
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.source import Source
from paratopic.corpus.splitting.line_numbers import without_line_numbers
from paratopic.corpus.splitting.markdown import without_unseen
from paratopic.corpus.splitting.side_by_side import in_reading_order
from paratopic.corpus.splitting.signs import Signs
from paratopic.corpus.splitting.split import split_text
from paratopic.corpus.tex import with_one_letter_each
from paratopic.errors import InputError

READER = "text/8"
_LIKE_ASCII = {"utf-8", "utf-8-sig", "cp1252"}  # where the signs' bytes are ASCII's
_BREAKS = "\x0b\x85\u2028\u2029"  # a word processor's, an old mainframe's, Unicode's own


def read_plain(
    raw: bytes, *, options: CorpusOptions, path: str, charset: str | None = None
) -> tuple[Source, list[Block]]:
    """Return the decoded text, its front matter and its paragraphs.

    Columns that stand side by side come one under the other: in that text the offsets count. Numbers of lines in the
    margin become spaces.
    """
    refuse_long_lines(raw, options, path)
    text, encoding = decode(raw, fallback=options.fallback_encoding, declared=charset, path=path)
    signs = Signs(raw) if encoding in _LIKE_ASCII and b"\r" not in raw else Signs.of(text)
    read = without_line_numbers(in_reading_order(text) if options.read_down and signs.gap else text)
    return split_source(
        read, options=options, path=path, encoding=encoding, signs=signs if read is text else None
    )


def split_source(
    text: str, *, options: CorpusOptions, path: str, encoding: str | None = None, signs: Signs | None = None
) -> tuple[Source, list[Block]]:
    """Return a decoded text with its front matter and its paragraphs."""
    signs = signs or Signs.of(text)
    values, start = front_matter(text)
    seen = without_unseen(_with_line_ends(with_one_letter_each(text) if signs.places else text))
    blocks = split_text(seen, options=options, start=start, signs=signs if seen is text else None)
    if not blocks and not text.strip():
        raise InputError("expected text, found nothing but spaces.", path=path)
    title, date, language = values.get("title"), values.get("date"), values.get("language")
    return Source(text, READER, encoding, title=title, date=date, language=language), blocks


def _with_line_ends(text: str) -> str:
    r"""Return the text with every sort of line end as `\n`, character for character, so that offsets stay the same."""
    for character in _BREAKS[:1] if text.isascii() else _BREAKS:
        if character in text:
            text = text.replace(character, "\n")
    return text
