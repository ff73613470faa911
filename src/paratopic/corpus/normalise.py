"""The text a classifier reads: line joins, hyphenation and spaces mended. The record stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from paratopic.corpus.marks import BULLETS, LETTER_BULLET, SECOND_HALVES
from paratopic.corpus.occurs import occurs
from paratopic.corpus.tex import has_places, with_letters
from paratopic.schema import TEXT, Paragraph

_HYPHEN = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ac][^\S\n]*\n\s*(?=[a-zß-ÿ])" rf"(?!(?:{'|'.join(sorted(SECOND_HALVES))})\b)"
)
# Whether there is any such line, found ten times as fast.
_HYPHENATED = re.compile(r"\n(?:(?<=[-\u2010\u00ac–]\n)|(?<=[-\u2010\u00ac–][ \t]\n)|(?<=[ \t]{2}\n))")
# Compounds keep their hyphen at a line's end.
_COMPOUND = re.compile(r"(?<=\w)([-\u2010–])[^\S\n]*\n\s*(?=\w)")
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{1,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
# Letters set apart in telex and capitals: "V I S I T S"; two alone may be words.
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?![^\s.,;:])")
# The mark of a note behind a word or a sentence; "km²" and "10³" keep theirs.
_NOTE_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{2})(?<!\bkm)(?<!\bcm)(?<!\bmm)|(?<=[.,;:!?)\]”’\"']))[⁰¹²³⁴-⁹]+(?=[\s.,;:!?)\]”’\"']|\Z)"
)
_NOTE_SIGN = re.compile(r"\[\^[^\]\s]{1,40}\]:?")  # the same in Markdown
_RAISED = re.compile("[⁰¹²³⁴-⁹]")  # whether there may be one, found thirty times as fast
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|br|span)\s*/?>", re.IGNORECASE)
_QUOTE = re.compile(r"(?m)^[^\S\n]*>[^\S\n]?")
_BULLET = re.compile(rf"\A(?:\s*(?:[{BULLETS}]|{LETTER_BULLET})\s+|\s*[\uf020-\uf0ff])+")
_LETTER_BULLETS = frozenset({"o ", "o\t", "Ø ", "Ø\t"})
_SPECIAL = str.maketrans(
    {
        **dict.fromkeys(
            ["\u00ad", "\u200b", "\ufeff", "\u2060", "\ufffe"]
        ),  # the last: pdfium's hyphen at a line's end
        **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u2011": "-"},
    }
)
_ANY_SPECIAL = re.compile(f"[{''.join(map(chr, _SPECIAL))}]")
# Letters and signs that are in no need of being mended: nothing raised, no accent apart, no unusual space.
_USUAL = re.compile("[\x00-\x7fÀ-ɏ“”„«»‘’‚–—…•·\u00a0¢£¥§©®°±€←-⇿─-➿]*")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})


def classifier_text(paragraph: str | Paragraph, *, straight_quotes: bool = False) -> str:
    """Return the words in one line, without page furniture and marks of notes, hyphens and spaces mended.

    A Paragraph knows which of its characters are page furniture (`omitted`); a plain string does not.
    """
    text = paragraph if isinstance(paragraph, str) else without_furniture(paragraph)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_SPECIAL) if _ANY_SPECIAL.search(text) else text)
        text = _NOTE_MARK.sub("", text) if _RAISED.search(text) else text
    if has_places(text):
        text = with_letters(text)
    if "\n" in text:
        if ">" in text:
            text = _QUOTE.sub("", text)
        if _HYPHENATED.search(text):
            text = _COMPOUND.sub(r"\1", _HYPHEN.sub("", text))
    if "<" in text:
        text = _TAG.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "[^" in text:
        text = _NOTE_SIGN.sub("", text)
    if "**" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
    text = " ".join(_BULLET.sub("", text).split())  # three times as fast as a pattern, on every text
    if text[:40].isupper():
        text = _SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    return text.translate(_STRAIGHT) if straight_quotes else text


def has_letter_bullet(text: str) -> bool:
    """Tell whether a text may start with a bullet that is a letter, as `classifier_text` finds them."""
    return text[:2] in _LETTER_BULLETS


def is_usual(text: str) -> bool:
    """Tell of most texts that no letter in them is one that `classifier_text` mends."""
    return text.isascii() or _USUAL.fullmatch(text) is not None


def has_markup(text: str) -> bool:
    """Tell whether there may be marks in a text that `classifier_text` takes out together with letters."""
    return "<" in text or occurs(text, "](") or occurs(text, "[^")


def row_text(row: Mapping[str, Any], *, text_column: str = TEXT) -> str:
    """Return what a classifier reads of one row of `paratopic ingest`, its `omitted` stretches cut out."""
    return classifier_text(_cut(row[text_column], row.get("omitted") or ()))


def without_furniture(paragraph: Paragraph) -> str:
    """Return the paragraph's text without the page numbers and running heads that interrupt it."""
    return _cut(paragraph.text, paragraph.omitted)


def _cut(text: str, omitted: Iterable[Sequence[int]]) -> str:
    parts, position = [], 0
    for start, end in omitted:
        parts.append(text[position:start].strip())
        position = end
    return "\n".join([*parts, text[position:].strip()]) if parts else text
