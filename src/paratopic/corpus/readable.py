"""The text as a classifier reads it, however it came in: file, row, request, data frame or Python list."""

from __future__ import annotations

from paratopic.corpus.normalise import classifier_text


def readable(text: str) -> str:
    """Return the text with spaces, hyphens and bullets mended, without half characters (lone surrogates).

    What is readable stays as it is, so that it does no harm to ask twice.
    """
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return classifier_text(text)
