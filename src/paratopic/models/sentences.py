"""Cut a paragraph into sentences, roughly: an instance each for the models that look for one telling clause."""

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
        starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
        found = [part for a, b in itertools.pairwise(starts) if (part := text[a:b].strip())]
        sentences += found or ["."]
        owner += [row] * max(1, len(found))
    return sentences, np.asarray(owner, dtype=np.intp)
