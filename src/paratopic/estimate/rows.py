"""The coded rows, picked out of the corpus as it streams by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import EstimateError, InputError
from paratopic.estimate.batches import Batch, Group, Strings
from paratopic.evaluation.checks import Floats

SHOWN = 3


@dataclass(slots=True)
class CodedRows:
    """What the corpus says of the coded paragraphs: document, group, probabilities and decisions."""

    wanted: set[str]
    ids: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    probabilities: list[Floats] = field(default_factory=list)
    decisions: list[Floats] = field(default_factory=list)
    trained: list[bool] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    rows_of: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count the rows of the coded paragraphs' documents, as their ids name them."""
        self.rows_of = {name.rpartition("#")[0] or name: 0 for name in self.wanted}

    def add(self, batch: Batch) -> None:
        """Keep the coded rows of a batch."""
        for document in batch.documents[_among(batch.documents, self.rows_of)]:
            self.rows_of[document] += 1
        for i in np.flatnonzero(_among(batch.ids, self.wanted)):
            self.ids.append(str(batch.ids[i]))
            self.documents.append(str(batch.documents[i]))
            self.groups.append(batch.groups[batch.codes[i]])
            self.probabilities.append(batch.probabilities[i].copy())  # a view would keep the batch alive
            self.decisions.append(batch.decisions[i].copy())
            self.trained.append(bool(batch.trained[i]))
            self.sizes.append(int(batch.sizes[i]))

    def refuse(self, *, path: str, trained_on: Iterable[str]) -> None:
        """Raise where coded paragraphs are not in the corpus, or the model was trained on them."""
        missing = sorted(self.wanted.difference(self.ids))
        if missing:
            raise InputError(
                f"expected every coded paragraph among the classified, found {len(missing)} that are not "
                f"({_few(missing)}); classify the corpus from which the sample was drawn.",
                path=path,
            )
        known = set(trained_on)
        seen = [
            name
            for name, document, trained in zip(self.ids, self.documents, self.trained, strict=True)
            if trained or name in known or document in known
        ]
        if seen:
            raise EstimateError(
                f"the model was trained on {len(seen)} of {len(self.ids)} coded paragraphs ({_few(seen)}): its errors "
                "there are too small, and so would be the correction. Code a fresh sample (`paratopic annotate "
                "sample`), or give out-of-fold predictions of the training documents."
            )


def _among(names: Strings, wanted: Iterable[str]) -> NDArray[np.bool_]:
    import pandas as pd

    return np.asarray(pd.Index(names, dtype=object).isin(list(wanted)), dtype=bool)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
