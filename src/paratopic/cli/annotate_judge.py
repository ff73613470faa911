"""What the coders agree on, and what is settled."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import make_console, note

Book = Annotated[str, typer.Option(help="A codebook's name or YAML file.")]
Table = Annotated[Path, typer.Argument(help="A table of annotations by two coders or more.")]


def agreement(
    table: Table,
    codebook: Book = "security",
    coder: Annotated[list[str] | None, typer.Option(help="Only these coders; may be repeated.")] = None,
    paragraphs: Annotated[Path | None, typer.Option(help="The texts and documents.")] = None,
    page: Annotated[Path | None, typer.Option(help="Write the disagreements to this HTML page.")] = None,
    draws: Annotated[int, typer.Option(min=1, help="Bootstrap draws over documents.")] = 1000,
    level: Annotated[float, typer.Option(min=0.5, max=0.999, help="Level of the intervals.")] = 0.95,
    seed: Annotated[int, typer.Option(help="Draws the same intervals again.")] = 1,
) -> None:
    """Print percent agreement, alpha, AC1 and kappa by topic, and alpha of topic sets."""
    from paratopic.codebook.annotation import agreement as figures
    from paratopic.codebook.annotation.exchange import read_annotations
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.locate import load_codebook

    topics = load_codebook(codebook).topics
    rows = read_paragraphs(paragraphs) if paragraphs else []
    annotations = read_annotations(table, topics=topics)
    documents = {str(row["id"]): str(row["document"]) for row in rows}
    report = figures.agreement(
        annotations, topics=topics, documents=documents, coders=coder, draws=draws, level=level, seed=seed
    )
    _print(report, level)
    if page:
        kept = [one for one in annotations if not coder or one.coder in coder]
        _write_page(page, kept, topics, {str(row["id"]): str(row["text"]) for row in rows})


def _print(report: Any, level: float) -> None:
    from rich.table import Table

    print(
        f"{report.paragraphs} paragraphs of {report.documents} documents, coders {', '.join(report.coders)}\n"
        f"{level:.0%} intervals by bootstrap over documents"
    )
    shares = Table("topic", "units", "prevalence", "percent agreement", box=None)
    chance_corrected = Table("topic", "alpha", "AC1", box=None)
    kappas = Table("coders", "topic", "kappa", box=None)
    for one in report.topics:
        shares.add_row(one.topic, str(one.units), _share(one.prevalence), _figure(one.percent))
        chance_corrected.add_row(one.topic, _figure(one.alpha), _figure(one.ac1))
    chance_corrected.add_row("topic sets (MASI)", _figure(report.sets), "")
    for pair in report.topics[0].kappa:
        for one in report.topics:
            kappas.add_row(" - ".join(pair), one.topic, _figure(one.kappa[pair]))
    console = make_console()
    for table in (shares, chance_corrected, kappas):
        console.print()
        console.print(table)


def _share(value: float) -> str:
    return "undefined" if math.isnan(value) else f"{value:.3f}"


def _figure(value: Any) -> str:
    if math.isnan(value.value):
        return "undefined"
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"


def _write_page(page: Path, annotations: list[Any], topics: tuple[str, ...], texts: dict[str, str]) -> None:
    from paratopic.codebook.annotation.disagreements import disagreement_page, disagreements
    from paratopic.files.atomic import write_text

    found = disagreements(annotations, topics=topics)
    write_text(page, disagreement_page(found, texts, title="Disagreements of the coders"))
    note(f"{len(found)} disagreements: {page}")


def adjudicate(
    table: Table,
    output: Annotated[Path, typer.Option("-o", "--output", help="The gold labels to write (CSV).")],
    codebook: Book = "security",
    decisions: Annotated[
        Path | None, typer.Option(help="Annotations by the adjudicator; they overrule the coders.")
    ] = None,
    majority: Annotated[bool, typer.Option(help="Let more than half of the coders decide.")] = True,
) -> None:
    """Make gold labels, and a record of who decided what beside them."""
    from paratopic.codebook.annotation.adjudicate import adjudicate as settle
    from paratopic.codebook.annotation.adjudicate import decisions_of
    from paratopic.codebook.annotation.exchange import read_annotations
    from paratopic.codebook.annotation.gold import write_gold
    from paratopic.codebook.locate import load_codebook

    topics = load_codebook(codebook).topics
    rulings = decisions_of(read_annotations(decisions, topics=topics)) if decisions else {}
    annotations = read_annotations(table, topics=topics)
    gold = settle(annotations, topics=topics, decisions=rulings, majority=majority)
    record = output.with_suffix(".record.csv")
    write_gold(output, record, gold, topics=topics)
    note(f"{len({one.id for one in gold})} gold paragraphs: {output}; who decided what: {record}")
