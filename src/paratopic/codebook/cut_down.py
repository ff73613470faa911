"""A codebook for some of its topics: labels of one's own may know only those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratopic.codebook.core import Codebook


def cut_down(codebook: Codebook, topics: Sequence[str]) -> Codebook | None:
    """Return the codebook with these topics, itself where they are all it has; None where it lacks one of them."""
    if codebook.topics == tuple(topics):
        return codebook
    if not set(topics) <= set(codebook.topics):
        return None
    import yaml

    book = yaml.safe_load(codebook.source)
    book["topics"] = {topic: book["topics"][topic] for topic in topics}
    text = yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=1 << 20)
    return type(codebook).loads(text, path=codebook.path)
