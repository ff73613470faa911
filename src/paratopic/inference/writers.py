"""Where finished blocks go: standard output, a file, a Parquet file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from paratopic.errors import InputError
from paratopic.files.atomic import atomic_path
from paratopic.inference.encode import ADDED, flat_row
from paratopic.inference.engine import Block
from paratopic.inference.part_file import PartFile


class Writer(Protocol):
    """Takes blocks in order; `done` and `kept` count what an interrupted run had already answered."""

    done: int
    kept: int

    def put(self, block: Block) -> None:
        """Take one block."""


class StandardOutput:
    """Write each block through at once, so that a reader downstream waits for nothing."""

    done = kept = 0

    def put(self, block: Block) -> None:
        """Write a block; raises InputError where the output can't take it (a full disk)."""
        write_out(block.data)


def write_out(data: bytes) -> None:
    """Write bytes to standard output; raises InputError where it is full or closed by the system."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
        raise InputError(f"can't be written ({error.strerror}).", path="standard output") from error


class ParquetFile:
    """Write rows with the types of their Parquet source, else of the first block; later rows must fit them."""

    done = kept = 0

    def __init__(self, path: Path, source: str | None = None) -> None:
        self.path, self._source = path, source
        self._writer: Any = None

    def put(self, block: Block) -> None:
        """Write one row group; raises InputError where a column changes its type."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not block.rows and self._writer is not None:
            return
        rows = [flat_row(row) for row in block.rows]
        try:
            schema = self._writer.schema if self._writer else _schema(rows, self._source)
            table = pa.Table.from_pylist(rows, schema=schema)
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise InputError(
                f"expected one type a column, found another one ({error}); use --format jsonl.",
                path=self.path,
            ) from error
        if self._writer is None:
            self._writer = pq.ParquetWriter(self.path, schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """Write the footer."""
        if self._writer is not None:
            self._writer.close()


def _schema(rows: list[dict[str, Any]], source: str | None) -> Any:
    """Return the columns' types; one that is empty so far is text: later rows may fill it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = {field.name: field.type for field in pq.read_schema(source)} if source else {}
    fields = []
    for field in pa.Table.from_pylist(rows).schema:
        inferred = pa.string() if pa.types.is_null(field.type) else field.type
        fields.append(field.with_type(inferred if field.name in ADDED else known.get(field.name, inferred)))
    return pa.schema(fields)


@contextmanager
def parquet_file(path: Path, source: str | None = None) -> Iterator[ParquetFile]:
    """Give a Parquet writer whose file appears only when the block ends well; `source` lends its types."""
    with atomic_path(path) as temporary:
        writer = ParquetFile(temporary, source)
        try:
            yield writer
        finally:
            writer.close()


@contextmanager
def part_file(path: Path, *, work: dict[str, Any], resume: bool, header: bytes) -> Iterator[PartFile]:
    """Give a resumable file: finished at the end, kept for --resume when interrupted, gone after bad input."""
    writer = PartFile(path, work=work, resume=resume, header=header)
    try:
        yield writer
    except Exception:
        writer.discard()
        raise
    writer.finish()
