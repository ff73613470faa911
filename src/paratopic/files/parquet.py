"""Parquet files opened for reading: whatever is wrong with one, or with a text in it, is one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from paratopic.errors import InputError


@contextmanager
def open_parquet(path: str | Path, **options: Any) -> Iterator[Any]:
    """Open a `pyarrow.parquet.ParquetFile`; InputError for a damaged one holds for all that is read within."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, **options) as table:
            yield table
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"expected a Parquet file, found {error}.", path=path) from error
    except UnicodeDecodeError as error:  # Parquet itself does not look at what is in a text
        raise InputError(f"expected texts in UTF-8, found one that is not ({error}).", path=path) from error
