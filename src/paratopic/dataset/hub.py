"""Read a labelled data set by its name in the datasets library (from its cache where there is no network)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratopic.dataset.labelled import LabelledText
from paratopic.errors import DatasetError

if TYPE_CHECKING:
    from paratopic.dataset.settings import Source


def read_hub(source: Source) -> dict[str, list[LabelledText]]:
    """Return the rows of train, validation and test; raise DatasetError where they can't be had."""
    from datasets import DatasetDict, load_dataset, load_from_disk

    if source.path is None:
        raise DatasetError("data=hub needs a name: add data.path=NAME.")
    try:
        loaded = _load(source, load_dataset, load_from_disk)
    except Exception as error:
        raise DatasetError(
            f"data set '{source.path}' can't be loaded ({type(error).__name__}: {error}); "
            "check the name, or take data=labelled with your own files."
        ) from error
    parts = dict(loaded) if isinstance(loaded, DatasetDict) else {"train": loaded}
    names = {"train": "train", "validation": "validation", "dev": "validation", "test": "test"}
    return {names[name]: _rows(part, names[name], source) for name, part in parts.items() if name in names}


def _load(source: Source, load_dataset: Any, load_from_disk: Any) -> Any:
    from pathlib import Path

    saved = (
        "dataset_info.json",
        "dataset_dict.json",
    )  # what save_to_disk leaves; other folders hold data files
    if any((Path(str(source.path)) / name).is_file() for name in saved):
        return load_from_disk(source.path)
    return load_dataset(source.path, revision=source.revision)


def _rows(part: Any, name: str, source: Source) -> list[LabelledText]:
    for column in (source.text_column, source.label_column):
        if column not in part.column_names:
            raise DatasetError(
                f"data set '{source.path}' has no column '{column}', found {', '.join(part.column_names)}; "
                "set data.text_column and data.label_column."
            )
    names = _label_names(part.features[source.label_column])
    rows = []
    for number, (text, labels) in enumerate(
        zip(part[source.text_column], part[source.label_column], strict=True), 1
    ):
        values = labels if isinstance(labels, list) else [labels]
        topics = tuple(names[value] if names else str(value) for value in values)
        key = f"{name}#{number}"
        rows.append(LabelledText(key, text, topics, key, name, str(source.path), number))
    return rows


def _label_names(feature: Any) -> list[str] | None:
    inner = getattr(feature, "feature", feature)
    found = getattr(inner, "names", None)
    return list(found) if found else None
