"""A store that stopped answering: nothing is lost, the folder has everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paratopic.errors import ParatopicError, TrackingError, first_line


class StoreLostError(TrackingError):
    """The store failed while a finished run was logged; the run is complete in its folder."""


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Turn any failure of the store into a StoreLostError that names the relog command."""
    try:
        yield
    except ParatopicError:
        raise
    except Exception as error:
        raise StoreLostError(
            f"the MLflow store stopped answering ({first_line(error)}); the run is complete in {folder}: "
            f"log it later with `paratopic relog {folder}`."
        ) from error


def to_relog(folder: Path) -> str:
    """Say of an experiment that ended without its store how its runs get there."""
    return f"the store stopped answering; nothing is lost: paratopic relog {folder}"
