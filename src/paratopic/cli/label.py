"""paratopic label: weak labels from a codebook's rules, with the votes and their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paratopic.cli.console import make_console, note
from paratopic.errors import InputError

if TYPE_CHECKING:
    from paratopic.codebook.rule_table import RuleRow

MOST_RULES = 20


def label(
    paragraphs: Annotated[
        Path, typer.Argument(help="Paragraphs as JSONL, JSON, CSV, Parquet or Excel with `text`.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSONL file to write.")],
    codebook: Annotated[str, typer.Option(help="A codebook's name or YAML file.")] = "security",
    aggregation: Annotated[str, typer.Option(help="weights or dawid-skene.")] = "weights",
    gold: Annotated[Path | None, typer.Option(help="CSV with id and topics, to judge the rules.")] = None,
    table: Annotated[bool, typer.Option(help="Print a table of the rules that voted.")] = True,
    rules: Annotated[Path | None, typer.Option(help="Write how every rule did to this CSV file.")] = None,
) -> None:
    """Label paragraphs by the codebook's rules."""
    from paratopic.codebook.annotation.paragraphs import read_paragraphs, read_topic_table
    from paratopic.codebook.locate import load_codebook
    from paratopic.codebook.rule_table import rule_table, write_rule_table
    from paratopic.codebook.weak import weak_labels
    from paratopic.files.jsonl import write_jsonl

    book = load_codebook(codebook)
    rows = read_paragraphs(paragraphs)
    known = {str(row["id"]) for row in rows}
    truth = read_topic_table(gold, topics=book.topics, known=known) if gold else {}
    weak = weak_labels(book, rows, aggregation=aggregation)
    write_jsonl(output, weak)
    labelled = sum(bool(row["labels"]) for row in weak)
    note(f"{len(weak)} paragraphs, {labelled} with a topic, by {book.name} {book.version}: {output}")
    if table or rules is not None:
        judged = [truth.get(str(row["id"])) for row in rows] if truth else None
        done = rule_table(book, [row["text"] for row in rows], judged)
        if rules is not None:
            write_rule_table(rules, done)
        if table:
            _print_rules(done)
    if truth:
        _print_f1(book.topics, weak, truth)


def _print_rules(rows: list[RuleRow]) -> None:
    """Show the rules that matter most: those with most wrong votes where gold labels exist, else with most votes."""
    from paratopic.compare.columns import Column, rich_table

    voted = sorted((row for row in rows if row.votes), key=lambda row: (-row.wrong, -row.votes))
    shown = voted[:MOST_RULES]
    columns = [
        Column("rule", tuple(row.rule for row in shown), left=True),
        Column("weight", tuple(f"{row.weight:+g}" for row in shown)),
        Column("votes", tuple(str(row.votes) for row in shown)),
        Column("coverage", tuple(f"{row.coverage:.3f}" for row in shown), spare=2),
        Column("overlaps", tuple(f"{row.overlaps:.3f}" for row in shown), spare=1),
        Column("conflicts", tuple(f"{row.conflicts:.3f}" for row in shown), spare=3),
    ]
    if any(row.judged for row in rows):
        columns.append(
            Column("accuracy", tuple("" if r.accuracy is None else f"{r.accuracy:.2f}" for r in shown))
        )
    rest = (
        f"; {len(shown)} of them are shown; --rules rules.csv writes all" if len(voted) > len(shown) else ""
    )
    console, caption = make_console(), f"{len(voted)} of {len(rows)} rules voted{rest}."
    console.print(rich_table("", columns, console.width, caption=caption))


def _print_f1(topics: tuple[str, ...], weak: list[dict[str, Any]], truth: dict[str, tuple[str, ...]]) -> None:
    from paratopic.codebook.rule_table import f1_scores

    judged = [(truth[str(row["id"])], row["labels"]) for row in weak if str(row["id"]) in truth]
    if not judged:
        raise InputError("none of the paragraphs has a gold label; check the ids.")
    scores = f1_scores(topics, [one for one, _ in judged], [other for _, other in judged])
    line = ", ".join(f"{topic} {score:.3f}" for topic, score in scores.items())
    print(f"F1 on {len(judged)} gold paragraphs: macro {sum(scores.values()) / len(scores):.3f} ({line})")
