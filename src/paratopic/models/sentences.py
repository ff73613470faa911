"""Cut a paragraph into sentences, roughly, and into passages: for models that look for one telling clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_END = re.compile(r"[.!?;:][”’\"')\]]*\s+(?=[A-Z0-9“‘\"(•–-])")


def cut_sentences(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Return all sentences and the row of the text that each belongs to; every text has at least one."""
    sentences: list[str] = []
    owner: list[int] = []
    for row, text in enumerate(texts):
        found = [part for a, b in itertools.pairwise(_bounds(text)) if (part := text[a:b].strip())]
        sentences += found or ["."]
        owner += [row] * max(1, len(found))
    return sentences, np.asarray(owner, dtype=np.intp)


def cut_passages(texts: Sequence[str], size: int) -> tuple[list[str], NDArray[np.intp]]:
    """Return each text, followed by its runs of `size` sentences if it has more, and where each text's pieces start."""
    pieces: list[str] = []
    starts: list[int] = []
    for text in texts:
        starts.append(len(pieces))
        bounds = _bounds(text)
        pieces.append(text)
        if len(bounds) > size + 1:
            pieces += [text[a:b] for a, b in zip(bounds, bounds[size:], strict=False)]
    return pieces, np.asarray(starts, dtype=np.intp)


def _bounds(text: str) -> list[int]:
    """Return where sentences start, and the end."""
    return [0, *(match.end() for match in _END.finditer(text)), len(text)]
