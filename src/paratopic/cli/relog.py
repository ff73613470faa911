"""paratopic relog: write run folders to the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def relog(
    folder: Annotated[Path, typer.Argument(help="The folder of a run, or of an experiment or sweep.")],
) -> None:
    """Log runs from their folders: to another store, or after the store was lost; never twice."""
    from paratopic.tracking.relog import relog as relog_folder

    for one in relog_folder(folder):
        words = "was there already" if one.already else "logged"
        typer.echo(f"{one.folder}: {words} as run {one.run_id[:8]}")
