"""paratopic compare: the runs of an experiment, ranked."""

from __future__ import annotations

from typing import Annotated

import typer

from paratopic.cli.console import make_console


def compare(
    experiment: Annotated[
        str | None, typer.Argument(help="An experiment's name; the latest one if left out.")
    ] = None,
    metric: Annotated[
        str, typer.Option(help="Any metric on decisions, e.g. micro_f1 or f1/sanctions.")
    ] = "macro_f1",
    baseline: Annotated[
        str | None, typer.Option(help="Differences are to this model, not to the best.")
    ] = None,
) -> None:
    """Rank an experiment's models on the test paragraphs, with 95 % intervals and paired differences."""
    from paratopic.compare import compare_runs
    from paratopic.compare.terminal import contest_tables

    console = make_console()
    contest = compare_runs(experiment, metric=metric, baseline=baseline)
    for table in contest_tables(contest, width=console.width):
        console.print(table)
        console.print()
