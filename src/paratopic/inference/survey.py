"""Look through tables before the first answer: every row is readable, and these are its columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paratopic.errors import InputError
from paratopic.files.opened import COMPRESSED, bare_suffix
from paratopic.files.parquet import open_parquet
from paratopic.files.tables import EXCEL_SUFFIXES
from paratopic.inference.sources import Item, Source


@dataclass(frozen=True)
class Survey:
    """How many good rows there are, and every column in the order of its first appearance."""

    rows: int
    columns: tuple[str, ...]


def survey(items: Iterable[Item]) -> Survey:
    """Read all items once without keeping them; what is wrong with one raises here."""
    rows, columns, last = 0, dict[str, None](), None
    for _, row in items:
        rows += 1
        if (keys := row.keys()) != last:
            columns.update(dict.fromkeys(keys))
            last = keys
    return Survey(rows, tuple(columns))


def quick_count(sources: Iterable[Source]) -> int | None:
    """Return about how many rows there are without parsing them; None for all but plain tables."""
    total = 0
    for source in sources:
        if source.kind != "table" or source.path.lower().endswith((*COMPRESSED, *EXCEL_SUFFIXES)):
            return None
        parquet = bare_suffix(source.path) == ".parquet"
        total += _parquet_rows(source.path) if parquet else _lines(source.path)
    return total


def _parquet_rows(path: str) -> int:
    with open_parquet(path) as table:
        return int(table.metadata.num_rows)


def _lines(path: str) -> int:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror}).", path=path) from error
