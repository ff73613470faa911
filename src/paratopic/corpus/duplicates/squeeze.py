"""Paragraphs as they are compared: their letters and digits in lower case, without spaces, signs and accented letters.

So a word is the same whole, hyphenated at a line's end or s p a c e d, and a text however its lines are broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from paratopic.corpus.normalise import classifier_text, has_letter_bullet, has_markup, is_usual
from paratopic.corpus.tex import bytes_have_places, has_places
from paratopic.schema import Paragraph

_TOGETHER = 1024  # paragraphs: their letters stay in the processor's cache
_APART = "\x00"  # between the texts that are squeezed in one go
_LOWER = bytes(range(256)).lower()
_ASCII = bytes(range(128))
_SIGNS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_BEYOND = bytes(range(128, 256))  # what is not ASCII takes several bytes, all of these
_NO_LETTERS = _SIGNS.replace(_APART.encode(), b"") + _BEYOND
# Scripts whose letters are all beyond ASCII: there they are what is compared.
_OTHER_SCRIPT = re.compile("[^\x00-ɏ\u2000-\u2bff]")


def squeeze(text: str) -> bytes:
    """Return a text's letters and digits in lower case: those of ASCII, of other scripts all, as UTF-8."""
    if _OTHER_SCRIPT.search(text):
        return text.lower().encode("utf-8", "surrogatepass").translate(None, _SIGNS)
    return text.encode().translate(_LOWER, _SIGNS + _BEYOND)


def squeezed(paragraphs: Sequence[Paragraph]) -> list[bytes]:
    """Return `squeeze(classifier_text(paragraph))` of each, most of them together with others."""
    parts = (paragraphs[start : start + _TOGETHER] for start in range(0, len(paragraphs), _TOGETHER))
    return [letters for part in parts for letters in _squeezed(part)]


def _squeezed(paragraphs: Sequence[Paragraph]) -> list[bytes]:
    raw = _APART.join([one.text for one in paragraphs]).encode("utf-8", "surrogatepass")
    if raw.count(_APART.encode()) >= len(paragraphs):  # one of the texts has such a sign itself
        return [squeeze(classifier_text(one)) for one in paragraphs]
    letters = raw.translate(_LOWER, _NO_LETTERS).split(_APART.encode())
    for place in _to_be_mended(paragraphs, raw):
        letters[place] = squeeze(classifier_text(paragraphs[place]))
    return letters


def _to_be_mended(paragraphs: Sequence[Paragraph], raw: bytes) -> Iterator[int]:
    """Yield the places of paragraphs whose letters may be others where a classifier reads them; `raw` holds all."""
    others = raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    usual, marked = is_usual(others), has_markup(raw.decode("latin-1")) or bytes_have_places(raw)
    for place, one in enumerate(paragraphs):
        if (
            one.omitted
            or has_letter_bullet(text := one.text)
            or not (usual or is_usual(text))
            or (marked and (has_markup(text) or has_places(text)))
        ):
            yield place
