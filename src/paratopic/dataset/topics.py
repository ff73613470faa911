"""Which topics labelled rows of one's own are about, and what a codebook has besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from paratopic.dataset.labelled import LabelledText, topics_of
from paratopic.dataset.settings import Source
from paratopic.errors import DatasetError

if TYPE_CHECKING:
    from paratopic.codebook import Codebook

Outside = Mapping[str, Sequence[LabelledText]]  # the rows of external sets, by name


def topics_in(
    rows: Sequence[LabelledText], source: Source, codebook: Codebook, outside: Outside
) -> tuple[str, ...]:
    """Return the labels that the rows have, in the codebook's order where it knows them all, else by name.

    A topic that has a column of its own is one even where no row has it, and so is one of the codebook's that only
    the external sets have.
    """
    found = {*topics_of(rows)}
    if not found:
        raise DatasetError("expected at least one label in the data, found none.")
    found |= {*source.columns.topics}
    if not found <= {*codebook.topics}:
        return tuple(sorted(found))
    for others in outside.values():
        found |= {*topics_of(others)}
    return tuple(topic for topic in codebook.topics if topic in found)


def left_out(topics: Sequence[str], codebook: Codebook) -> list[str]:
    """Name the codebook's topics that are not among the topics of the data."""
    absent = [topic for topic in codebook.topics if topic not in topics]
    if not absent or len(absent) == len(codebook.topics) or not {*topics} <= {*codebook.topics}:
        return []
    which = "it" if len(absent) == 1 else "them"
    return [f"no row has {', '.join(absent)}: left out, though the codebook {codebook.name} has {which}"]
