"""What one run learns from, chooses by, and is judged on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paratopic.dataset.examples import Examples
from paratopic.dataset.overlap import NearDuplicate

if TYPE_CHECKING:
    from datasets import DatasetDict


@dataclass(frozen=True)
class Partition:
    """Parts of one data set, whole documents each.

    `train` and `validation` carry the labels that are trained on; `gold_validation` the same paragraphs as
    `validation` with gold labels, by which runs are chosen; `test` and `external` carry gold labels and only
    report. `examples` are learned from by models that take them, and neither chosen nor judged on. `notes` say
    what was done to the data. `metadata` maps a document to its columns; `digest` identifies the data.
    """

    train: Examples
    validation: Examples
    gold_validation: Examples
    test: Examples
    examples: Examples | None = None
    external: Mapping[str, Examples] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    near_duplicates: tuple[NearDuplicate, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    digest: str = ""

    @property
    def parts(self) -> dict[str, Examples]:
        """Return train, validation and test by name."""
        return {"train": self.train, "validation": self.validation, "test": self.test}

    def to_dataset_dict(self) -> DatasetDict:
        """Return a `datasets.DatasetDict` with id, document, text and labels (a list of ClassLabels)."""
        from datasets import DatasetDict

        return DatasetDict({name: _dataset(part) for name, part in self.parts.items()})


def _dataset(part: Examples) -> Any:
    from datasets import ClassLabel, Dataset, Features, List, Value

    features = Features(
        {
            "id": Value("string"),
            "document": Value("string"),
            "text": Value("string"),
            "labels": List(ClassLabel(names=list(part.topics))),
        }
    )
    columns = {
        "id": list(part.ids),
        "document": list(part.documents),
        "text": list(part.texts),
        "labels": [[index for index, on in enumerate(row) if on] for row in part.targets.tolist()],
    }
    return Dataset.from_dict(columns, features=features)
