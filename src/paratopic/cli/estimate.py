"""paratopic estimate: shares of topics with intervals that hold."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import make_console, note


def estimate(
    classified: Annotated[
        Path, typer.Argument(help="What `paratopic classify` wrote: JSONL, CSV or Parquet.")
    ],
    gold: Annotated[
        Path | None, typer.Option(help="Coded sample: annotations, or rows with id and labels.")
    ] = None,
    sample: Annotated[
        Path | None, typer.Option(help="What `annotate sample` wrote, if the gold labels lack it.")
    ] = None,
    by: Annotated[str, typer.Option(help="Columns that make groups, e.g. issuer,year.")] = "",
    compare: Annotated[str, typer.Option(help="Two values of one --by column: A,B gives A − B.")] = "",
    trend: Annotated[str | None, typer.Option(help="A --by column of numbers: change a unit of it.")] = None,
    method: Annotated[str, typer.Option(help="ppi | dsl | rogan_gladen | gold | naive | quantify")] = "ppi",
    of: Annotated[
        str, typer.Option(help="Shares of paragraphs, or of documents with at least one.")
    ] = "paragraphs",
    topics: Annotated[str, typer.Option(help="Some of the topics; all if left out.")] = "",
    target: Annotated[
        str, typer.Option(help="corpus: these documents; process: what such sources write.")
    ] = "corpus",
    predictor: Annotated[str, typer.Option(help="probability | decision")] = "probability",
    design: Annotated[
        str, typer.Option(help="recorded inclusion probabilities, or random: all had the same chance.")
    ] = "recorded",
    unit: Annotated[str, typer.Option(help="What was drawn: auto | paragraph | document")] = "auto",
    level: Annotated[float, typer.Option(help="Confidence level.")] = 0.95,
    simultaneous: Annotated[bool, typer.Option(help="Intervals that all hold at once.")] = False,
    prior: Annotated[str, typer.Option(help="For quantify: training shares, topic=share,...")] = "",
    trained_on: Annotated[
        Path | None, typer.Option(help="Ids or documents that the model was trained on, to refuse them.")
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Say how many more to code for --margin, and stop.")
    ] = False,
    margin: Annotated[float, typer.Option(help="Half-width that --plan aims at.")] = 0.03,
    log: Annotated[
        str | None, typer.Option(help="Log everything to this MLflow experiment, and keep it under outputs/.")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help=".csv .tex .md .html .svg .png .pdf; repeatable."),
    ] = None,
) -> None:
    """Estimate the share of each topic, corrected by a coded sample, with intervals that hold."""
    from paratopic.estimate.classified import open_classified
    from paratopic.estimate.draw import write_plan
    from paratopic.estimate.method import estimate as run
    from paratopic.estimate.parse import names, priors, read_names
    from paratopic.estimate.plan import make_plan, plan_table
    from paratopic.estimate.tables import terminal_table
    from paratopic.estimate.write import check_suffix, write_estimates

    console = make_console()
    known = read_names(trained_on) if trained_on else ()
    options = {
        "by": names(by),
        "topics": names(topics),
        "of": of,
        "design": design,
        "unit": unit,
        "level": level,
    }
    if plan:
        found = make_plan(classified, gold, margin=margin, trained_on=known, **options)
        console.print(plan_table(found))
        for path in output or []:
            note(f"{write_plan(path, classified, gold, found):,} paragraphs to code are in {path}")
        return
    for path in output or []:
        check_suffix(path)
    options |= {"compare": names(compare), "trend": trend, "method": method, "target": target}
    options |= {"predictor": predictor, "simultaneous": simultaneous, "prior": priors(prior)}
    client = _store() if log else None
    result = run(classified, gold, sample=sample, trained_on=known, **options)
    model = open_classified(classified).model
    for path in output or []:
        write_estimates(path, result, model=model)
        note(f"wrote {path}")
    console.print(terminal_table(result))
    for warning in result.warnings:
        note(f"careful: {warning}")
    if log and client is not None:
        sources = {"classified": classified, **({"gold": gold} if gold else {})}
        note(f"logged as run {_log(client, result, log, model, sources)} of experiment {log}")


def _store() -> Any:
    """Open the store before the work, so that a missing server is said first."""
    from paratopic.tracking.store import open_store

    return open_store()


def _log(client: Any, result: Any, experiment: str, model: str, sources: dict[str, Path]) -> str:
    from paratopic.estimate.record import record_estimate
    from paratopic.tracking.log import log_folder

    folder = Path("outputs") / experiment / f"estimate_{time.strftime('%Y-%m-%d_%H-%M-%S')}_{os.getpid()}"
    record_estimate(folder, result, experiment=experiment, model=model, sources=sources)
    return log_folder(client, folder)[:8]
