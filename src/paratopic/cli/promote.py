"""paratopic promote: make a run the champion."""

from __future__ import annotations

from typing import Annotated

import typer


def promote(
    run: Annotated[str, typer.Argument(help="A run's id, or best: the best validation macro-F1.")] = "best",
    experiment: Annotated[
        str | None, typer.Option(help="Where to look for the best; the latest one.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Promote even if it is not better than the champion.")] = False,
) -> None:
    """Register a run's model and move the alias champion to it."""
    from paratopic.compare.promotion import promote as promote_run
    from paratopic.compare.terminal import signed

    done = promote_run(run, experiment=experiment, force=force)
    words = "is the champion already" if done.already else "is the champion"
    score = done.run.metrics.get("validation/macro_f1", float("nan"))
    typer.echo(
        f"{done.run.model} · seed {done.run.seed} (run {done.run.run_id[:8]}, version {done.version}) "
        f"{words}: validation macro-F1 {score:.3f}"
    )
    if done.difference is not None and not done.already:
        found = done.difference
        typer.echo(
            f"against the old champion {signed(found.estimate)} [{signed(found.low)}, {signed(found.high)}] "
            "on the same validation paragraphs"
        )
