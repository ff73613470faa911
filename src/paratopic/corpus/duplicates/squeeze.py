"""The words of paragraphs as they are compared: lower case, one space between them, no punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from paratopic.corpus.normalise import classifier_text, says_what_it_shows
from paratopic.schema import Paragraph

_SIGNS = re.compile("[“”„«»‘’‚–—…•·\u00a0]")
_LETTERS = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256))
_APART = "\x00"  # between the texts that are squeezed in one go
_SPACE = 32


def squeeze(text: str) -> bytes:
    """Return a text's words in lower case as UTF-8, parted by one space; punctuation goes."""
    return b" ".join(_lower(text).translate(_LETTERS).split())


def squeezed(paragraphs: Sequence[Paragraph]) -> list[bytes]:
    """Return `squeeze(classifier_text(paragraph))` of each, most of them in one go."""
    texts = [b""] * len(paragraphs)
    together: dict[bool, list[int]] = {True: [], False: []}  # ASCII apart: each letter of it costs less
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.omitted or _APART in text or not says_what_it_shows(text):
            texts[place] = squeeze(classifier_text(paragraph))
        else:
            together[text.isascii()].append(place)
    for places in filter(None, together.values()):
        joined = _APART.join([paragraphs[place].text for place in places])
        for place, words in zip(places, _squeeze_all(joined), strict=True):
            texts[place] = words
    return texts


def _squeeze_all(joined: str) -> list[bytes]:
    letters = np.frombuffer(_lower(joined).translate(b"\x00" + _LETTERS[1:]), dtype=np.uint8)
    needless = letters == _SPACE
    needless[1:] &= letters[:-1] <= _SPACE  # a space behind another, or at a text's start
    kept: bytes = letters[~needless].tobytes()
    return kept.rstrip(b" ").replace(b" \x00", b"\x00").split(b"\x00")


def _lower(text: str) -> bytes:
    text = text.lower()
    if not text.isascii():
        text = _SIGNS.sub(" ", text)
    return text.encode("utf-8", "surrogatepass")
