"""Words and sentence ends of a text, as fast as the rules need them."""

from __future__ import annotations

import re

# A sentence ends at . ! ? before a capital or the end, but not after an initial or a short title.
_ENDS = (
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\b(?:Mrs|Art|Gen|Sen|Rep|Col))"
    r"[.!?]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9]|\s*$)"
)
TOKEN = re.compile(rf"[^\W_]+(?:['’]s\b)?|{_ENDS}")
_WORDS = """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
seventy eighty ninety dozen dozens hundred hundreds thousand thousands million millions billion billions"""
NUMBER_WORDS = frozenset(_WORDS.split())


def spans(text: str) -> list[tuple[int, int]]:
    """Return the character offsets of the tokens that `TOKEN.findall(text)` gives."""
    return [match.span() for match in TOKEN.finditer(text)]
