"""Documents a batch at a time: what is asked of the paragraphs of many costs less than asked of each document's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_PARAGRAPHS = 1024
_SECONDS = 0.2  # what is read slowly does not wait for company

T = TypeVar("T")


def in_batches(documents: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield documents in order, so many together that their paragraphs, of which `size` tells the number, are many.

    Where the documents end in an exception, those before it come first.
    """
    batch: list[T] = []
    paragraphs, began = 0, time.monotonic()
    try:
        for document in documents:
            batch.append(document)
            paragraphs += size(document)
            del document  # who empties the batch frees it, though the next one is being read
            if paragraphs >= _PARAGRAPHS or time.monotonic() - began > _SECONDS:
                full, batch, paragraphs = batch, [], 0
                yield full
                began = time.monotonic()
    except GeneratorExit:
        raise
    except BaseException:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
