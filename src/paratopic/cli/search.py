"""paratopic search: the best values of a model's parameters, by Optuna."""

from __future__ import annotations

from typing import Annotated

import typer

from paratopic.cli.console import note


def search(
    overrides: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUES...",
            help="As for `paratopic run`. Searched is what has several values: model.C=1,5,10; "
            "'model.min_df=range(1,4)'; 'model.C=interval(0.1,10)'; 'model.C=tag(log,interval(0.1,100))'; "
            "'model.epochs=int(interval(2,6))'.",
        ),
    ],
    trials: Annotated[int, typer.Option(help="Trials in all, those of earlier starts included.")] = 20,
    n_jobs: Annotated[int, typer.Option("--n-jobs", help="Processes that share the study.")] = 1,
    name: Annotated[str | None, typer.Option(help="Of the study and the MLflow experiment.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds after which no trial starts.")] = None,
) -> None:
    """Search for the values with the best validation macro-F1 (mean over `seeds`); the test part has no say.

    The study is outputs/search/NAME/study.db: the same command goes on with it, also after Ctrl-C or kill -9.
    With several seeds (seeds=[1,2,3]) a trial below the median of the others stops early. Every trial's runs are
    children of one run in MLflow, with plots of the history and of what matters.
    """
    from paratopic.config.search import search as run_search

    found = run_search(*overrides, name=name, trials=trials, jobs=n_jobs, timeout=timeout, say=note)
    counts = found.counts
    typer.echo(
        f"best of {counts['trials']} trials ({counts['pruned']} pruned, {counts['failed']} failed): trial "
        f"{found.best}, validation macro-F1 {found.score:.3f} (test {found.test:.3f})"
    )
    typer.echo(f"  {found.overrides()}")
    for key, share in found.importances.items():
        typer.echo(f"  {share:.2f} of the score's variance: {key}")
