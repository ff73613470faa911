"""paratopic compare: runs, ranked."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from paratopic.cli.console import make_console, note


def compare(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EXPERIMENT|RUN]...", help="Experiments, runs or parent runs; the latest experiment."
        ),
    ] = None,
    metric: Annotated[
        str, typer.Option(help="Any metric on decisions, e.g. micro_f1 or f1/sanctions.")
    ] = "macro_f1",
    baseline: Annotated[
        str | None, typer.Option(help="Differences are to this model or run, not to the best.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Also write report.html, .md, .csv or .tex.")
    ] = None,
) -> None:
    """Rank models on the test paragraphs, with 95 % intervals and paired differences."""
    from paratopic.compare import compare_runs
    from paratopic.compare.terminal import contest_tables
    from paratopic.compare.written import check_format, write_contest

    if output is not None:
        check_format(output)
    console = make_console()
    gc.freeze()  # hundreds of runs are millions of objects that stay: looking for garbage costs a second
    contest = compare_runs(*(targets or ()), metric=metric, baseline=baseline)
    if output is not None:  # before the tables: `| head` closes the pipe on those
        write_contest(contest, output)
        note(f"written to {output}")
    for table in contest_tables(contest, width=console.width):
        console.print(table)
        console.print()
