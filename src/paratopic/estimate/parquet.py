"""The fast way in: a Parquet file by columns, without a Python object for each value that is not needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import InputError
from paratopic.estimate.batches import Batch, Group, group_codes
from paratopic.evaluation.checks import Floats, Ints
from paratopic.files.parquet import open_parquet
from paratopic.schema import DOCUMENT, ID, PARAGRAPH, PROBABILITIES, TOPICS

ROWS = 131_072


def parquet_batches(path: str, topics: Sequence[str], by: Sequence[str]) -> Iterator[Batch]:
    """Yield the rows of a Parquet file; only the columns that are needed are read."""
    wanted = {ID, DOCUMENT, PARAGRAPH, TOPICS, PROBABILITIES, "split", "date", *by}
    wanted |= {f"probability_{topic}" for topic in topics}
    with open_parquet(path) as table:
        columns = [name for name in table.schema_arrow.names if name in wanted]
        start = 1
        for group in range(table.num_row_groups):  # one at a time: a reader over all of them keeps buffers
            for record in table.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
                yield _batch(record, path, start, tuple(topics), tuple(by))
                start += record.num_rows


def _batch(record: Any, path: str, start: int, topics: tuple[str, ...], by: tuple[str, ...]) -> Batch:
    have = {name: record.column(i) for i, name in enumerate(record.schema.names)}
    ids, documents = _identity(have, path, start)
    groups, codes = _groups(have, by, record.num_rows, path)
    probabilities = np.column_stack([_probability(have, topic, path, start) for topic in topics])
    trained = np.zeros(record.num_rows, dtype=bool)
    if "split" in have:
        trained = np.asarray(have["split"].to_numpy(zero_copy_only=False) == "train", dtype=bool)
    decisions, sizes = _decisions(have, topics, path), np.ones(record.num_rows, dtype=np.int64)
    return Batch(ids, documents, groups, codes, probabilities, decisions, trained, sizes)


def _identity(have: dict[str, Any], path: str, start: int) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    import pyarrow.compute as pc

    if ID not in have and not {DOCUMENT, PARAGRAPH} <= have.keys():
        raise InputError("expected a column id, or document and paragraph, found neither.", path=path)
    if ID in have:
        ids = pc.cast(have[ID], "string")
    else:
        ids = pc.binary_join_element_wise(
            pc.cast(have[DOCUMENT], "string"), pc.cast(have[PARAGRAPH], "string"), "#"
        )
    _no_nulls(ids, "id", path, start)
    if DOCUMENT in have:
        documents = pc.cast(have[DOCUMENT], "string")
        _no_nulls(documents, DOCUMENT, path, start)
    else:
        documents = pc.replace_substring_regex(ids, r"(.)#[^#]*$", r"\1")
    return ids.to_numpy(zero_copy_only=False), documents.to_numpy(zero_copy_only=False)


def _groups(have: dict[str, Any], by: tuple[str, ...], rows: int, path: str) -> tuple[list[Group], Ints]:
    import pyarrow.compute as pc

    combined, values = np.zeros(rows, dtype=np.int64), []
    for column in by:
        if column not in have and not (column == "year" and "date" in have):
            raise InputError(f"expected a column {column!r}, found {', '.join(have)}.", path=path)
        strings = pc.fill_null(pc.cast(have.get(column, have.get("date")), "string"), "")
        if column not in have:
            strings = pc.utf8_slice_codeunits(strings, 0, 4)
        encoded = pc.dictionary_encode(strings)
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        combined = combined * max(len(encoded.dictionary), 1) + codes
        values.append((encoded.dictionary.to_pylist(), codes))
    _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    labels = [tuple(words[codes[row]] for words, codes in values) for row in first]
    if not by:
        return group_codes([], rows)
    return labels, inverse.astype(np.int64)


def _probability(have: dict[str, Any], topic: str, path: str, start: int) -> Floats:
    import pyarrow as pa
    import pyarrow.compute as pc

    column = have.get(f"probability_{topic}")
    nested = have.get(PROBABILITIES)
    if column is None and nested is not None:
        if pa.types.is_struct(nested.type):
            column = pc.struct_field(nested, topic)
        elif pa.types.is_map(nested.type):
            column = pc.map_lookup(nested, pa.scalar(topic, nested.type.key_type), "first")
        else:
            parsed = (json.loads(text or "{}") for text in nested.to_pylist())
            column = pa.array([one.get(topic) for one in parsed], pa.float64())
    if column is None:
        raise InputError(
            f"expected probabilities (a struct, or columns probability_<topic>), found none of {topic}.",
            path=path,
        )
    values = np.asarray(pc.cast(column, "float64").to_numpy(zero_copy_only=False), dtype=np.float64)
    bad = np.flatnonzero(~((values >= 0) & (values <= 1)))
    if len(bad):
        found = "none" if np.isnan(values[bad[0]]) else f"{values[bad[0]]:g}"
        raise InputError(
            f"expected a probability of {topic} from 0 to 1, found {found}.",
            path=path,
            line=start + int(bad[0]),
        )
    return values


def _decisions(have: dict[str, Any], topics: tuple[str, ...], path: str) -> Floats:
    """Look for each topic in the topics of each row: lists by their flat values, strings by their few forms."""
    import pyarrow as pa
    import pyarrow.compute as pc

    column = have.get(TOPICS)
    if column is None:
        raise InputError("expected a column topics (a list, or ';'-separated), found none.", path=path)
    if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
        encoded = pc.dictionary_encode(pc.fill_null(pc.cast(column, "string"), ""))
        forms = [{name.strip() for name in form.split(";")} for form in encoded.dictionary.to_pylist()]
        table = np.array([[float(topic in form) for topic in topics] for form in forms])
        return np.asarray(table[encoded.indices.to_numpy(zero_copy_only=False)], dtype=np.float64)
    parents = pc.list_parent_indices(column).to_numpy(zero_copy_only=False)
    values = pc.list_flatten(column)
    result = np.zeros((len(column), len(topics)))
    for j, topic in enumerate(topics):
        hits = np.asarray(
            pc.fill_null(pc.equal(values, topic), False).to_numpy(zero_copy_only=False), dtype=bool
        )
        result[parents[hits], j] = 1.0
    return result


def _no_nulls(column: Any, name: str, path: str, start: int) -> None:
    if column.null_count:
        row = start + int(np.flatnonzero(column.is_null().to_numpy(zero_copy_only=False))[0])
        raise InputError(f"expected a value in column {name}, found none.", path=path, line=row)
