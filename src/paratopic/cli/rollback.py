"""paratopic rollback: the previous champion serves again."""

from __future__ import annotations

import typer


def rollback() -> None:
    """Swap the aliases champion and previous."""
    from paratopic.tracking.registry import rollback as swap
    from paratopic.tracking.store import open_store

    champion, previous = swap(open_store())
    typer.echo(f"version {champion} is the champion again; version {previous} is kept as previous")
