"""Split a text into words as scikit-learn's TfidfVectorizer does, by a table where the text is ASCII."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w\w+")
_TABLE = str.maketrans(
    {chr(i): chr(i).lower() if chr(i).isalnum() or i == ord("_") else " " for i in range(128)}
)


def split_words(text: str) -> list[str]:
    """Return the words of two letters or more, in lower case and without accents, in order."""
    if not text.isascii():
        text = plain(text.lower())
        if not text.isascii():
            return _WORD.findall(text)
    return [word for word in text.translate(_TABLE).split() if len(word) > 1]


def plain(text: str) -> str:
    """Return text without accents (scikit-learn's `strip_accents="unicode"`), foreign punctuation as spaces."""
    text = unicodedata.normalize("NFKD", text)
    for character in set(text):
        if not character.isascii():
            if unicodedata.combining(character):
                text = text.replace(character, "")
            elif not character.isalnum():
                text = text.replace(character, " ")
    return text
