"""Paragraphs as they are compared: their letters and digits in lower case, without spaces, signs and accented letters.

So a word is the same whole, hyphenated at a line's end or s p a c e d, and a text however its lines are broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paratopic.corpus.normalise import classifier_text, has_markup, is_usual
from paratopic.schema import Paragraph

_APART = "\x00"  # between the texts that are squeezed in one go
_LOWER = bytes(range(256)).lower()
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
    """Return `squeeze(classifier_text(paragraph))` of each, most of them in one go."""
    marked = has_markup(_APART.join([paragraph.text for paragraph in paragraphs]))
    texts, together = [b""] * len(paragraphs), []
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.omitted or _APART in text or not is_usual(text) or (marked and has_markup(text)):
            texts[place] = squeeze(classifier_text(paragraph))
        else:
            together.append(place)
    for place, letters in zip(together, _squeeze_all([paragraphs[n].text for n in together]), strict=True):
        texts[place] = letters
    return texts


def _squeeze_all(texts: list[str]) -> list[bytes]:
    if not texts:
        return []
    return _APART.join(texts).encode().translate(_LOWER, _NO_LETTERS).split(_APART.encode())
