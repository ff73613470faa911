"""Read a labelled data set by its name in the datasets library (from its cache where there is no network)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from paratopic.dataset.label_columns import Columns
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
    columns = source.columns
    for column in columns.names:
        if column not in part.column_names:
            raise DatasetError(
                f"data set '{source.path}' has no column '{column}', found {', '.join(part.column_names)}; "
                "set data.text_column and data.label_column (or data.label_columns, of 0 and 1)."
            )
    names = None if columns.topics else _label_names(part.features[columns.labels])
    rows = []
    for number, row in enumerate(part.select_columns(columns.names), 1):
        topics = _topics(row, columns, names, str(source.path), number)
        key = f"{name}#{number}"
        rows.append(LabelledText(key, row[columns.text], topics, key, name, str(source.path), number))
    return rows


def _topics(
    row: Mapping[str, Any], columns: Columns, names: list[str] | None, path: str, number: int
) -> tuple[str, ...]:
    if columns.topics:
        return columns.of(row, path=path, line=number)[1]
    labels = row[columns.labels]
    values = labels if isinstance(labels, list) else [labels]
    return tuple(names[value] if names else str(value) for value in values)


def _label_names(feature: Any) -> list[str] | None:
    inner = getattr(feature, "feature", feature)
    found = getattr(inner, "names", None)
    return list(found) if found else None
