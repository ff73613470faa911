"""Lines of a paragraph in one: words that a line's end parts are put together, compounds keep their hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from paratopic.corpus.marks import SECOND_HALVES
from paratopic.corpus.pdf.lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_LOWER = re.compile(r"[a-zß-öø-ÿ]+")
_UPPER = re.compile(r"[A-ZÀ-Þ]+")
_TENS = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
_PREFIXES = frozenset(("non", "anti", "self", "ex", *(f"{ten}ty" for ten in _TENS)))  # of compounds
_WORD_LETTERS = 4  # shorter heads are words and syllables: "in-form"


def whole_words(columns: list[list[Line]]) -> Iterator[str]:
    """Yield the words of all lines but the halves of those that a line's end parts."""
    for column in columns:
        parted = False
        for line in column:
            words = _WORD.findall(line.text)
            first, parted = int(parted), ends_inside_word(line)
            yield from words[first : len(words) - parted]


def ends_inside_word(line: Line) -> bool:
    """Tell whether a line ends in a hyphen."""
    return _HYPHEN.search(line.text) is not None


def join_lines(group: list[Line], words: Counter[str]) -> str:
    """Return a paragraph's text in one line; hyphens at line ends are joined."""
    return "".join(_joined(group, words)).strip().replace(" ,", ",")


def _joined(group: list[Line], words: Counter[str]) -> Iterator[str]:
    for line, after in zip(group, [*group[1:], None], strict=True):
        found = _HYPHEN.search(line.text)
        if after is None or found is None:
            yield line.text + ("" if after is None else " ")
            continue
        tail = (_UPPER if found.group(1).isupper() else _LOWER).match(after.text)
        keep = tail is None or _is_compound(found.group(1).lower(), tail.group().lower(), words)
        yield line.text if keep else line.text[:-1]


def _is_compound(head: str, tail: str, words: Counter[str]) -> bool:
    """Tell "fifty-three" from "agree-ment" at a line's end by the words of the document."""
    whole, compound = words[head + tail], words[f"{head}-{tail}"]
    if whole or compound:
        return compound > whole
    return (
        head in _PREFIXES
        or tail in SECOND_HALVES
        or (len(head) >= _WORD_LETTERS and words[head] > 0 and words[tail] > 0)
    )
