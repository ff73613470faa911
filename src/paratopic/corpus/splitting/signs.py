"""What occurs in a text at all, asked of its bytes: that takes a tenth of the time of looks at its letters.

A yes means "maybe", and a look at the letters has to decide; a no is certain.
"""

from __future__ import annotations

import re
from functools import cached_property

from paratopic.corpus.tex import bytes_have_places

_GAP = b" " * 3
_LARGE = 1 << 16  # bytes: with fewer the short ways below are no longer
_WORDS = (b"age ", b"AGE ")
_PAGE = re.compile(rb"[Pp](?:age|AGE) [^!-/:-~]")  # and a number, or more blanks before one
# Bytes that the words of a line do not end in where they end in a number with blanks behind it.
_NO_NUMBER = bytes({*b"\n", *range(0x21, 0x7F), *"”’".encode()[2::3]} - {*b"0123456789"})
_MANY = 300  # bytes for each line that may end in a number: with fewer it takes longer to look at each


class Signs:
    """The signs of a text, by its bytes in UTF-8 or in another encoding that has ASCII's letters at ASCII's places."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @classmethod
    def of(cls, text: str) -> Signs:
        """Return the signs of a text whose bytes are not at hand."""
        return cls(text.encode("utf-8", "surrogatepass"))

    @cached_property
    def gap(self) -> bool:
        """Whether there are three spaces in a row."""
        if len(self._raw) < _LARGE:
            return _GAP in self._raw
        import numpy as np

        # One of two spaces that follow each other stands at an even place, so that three hold a pair at one.
        pairs = np.frombuffer(self._raw, dtype=np.uint16, count=len(self._raw) // 2)
        return bool((pairs == 0x2020).any()) and _GAP in self._raw

    @cached_property
    def places(self) -> bool:
        """Whether there are control characters that stand for letters of TeX's fonts."""
        return bytes_have_places(self._raw)

    @cached_property
    def numbered_pages(self) -> bool:
        """Whether a line ends in the word "page" and a number."""
        raw = self._raw
        if len(raw) < _LARGE:
            return any(word in raw for word in _WORDS)
        import numpy as np

        letters = np.frombuffer(raw, dtype=np.uint8)
        ends = np.flatnonzero(letters[1:] == ord("\n")) + 1
        last = ~np.isin(np.arange(256), np.frombuffer(_NO_NUMBER, dtype=np.uint8))
        numbered = [*ends[last[letters[ends - 1]]].tolist(), len(raw)]
        if len(numbered) * _MANY > len(raw):
            return any(word in raw for word in _WORDS)
        lines = ((raw.rfind(b"\n", 0, end) + 1, end) for end in numbered)
        return any(_PAGE.search(raw, *line) for line in lines)
