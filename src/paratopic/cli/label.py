"""paratopic label: weak labels from a codebook's rules, with the votes and their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import make_console, note
from paratopic.errors import InputError


def label(
    paragraphs: Annotated[
        Path, typer.Argument(help="Paragraphs as JSONL, JSON, CSV or Parquet with `text`.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSONL file to write.")],
    codebook: Annotated[str, typer.Option(help="A codebook's name or YAML file.")] = "security",
    aggregation: Annotated[str, typer.Option(help="weights or dawid-skene.")] = "weights",
    gold: Annotated[Path | None, typer.Option(help="CSV with id and topics, to judge the rules.")] = None,
    table: Annotated[bool, typer.Option(help="Print the table of rules.")] = True,
) -> None:
    """Label paragraphs by the codebook's rules."""
    from paratopic.codebook.annotation.paragraphs import read_paragraphs, read_topic_table
    from paratopic.codebook.locate import load_codebook
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
    if table:
        _print_rules(book, rows, truth)
    if truth:
        _print_f1(book.topics, weak, truth)


def _print_rules(book: Any, rows: list[dict[str, Any]], truth: dict[str, tuple[str, ...]]) -> None:
    from rich.table import Table

    from paratopic.codebook.rule_table import rule_table

    table = Table("rule", "weight", "votes", "coverage", "overlaps", "conflicts", "accuracy", box=None)
    gold = [truth.get(str(row["id"])) for row in rows] if truth else None
    for row in rule_table(book, [row["text"] for row in rows], gold):
        accuracy = "" if row.accuracy is None else f"{row.accuracy:.2f}"
        shares = [f"{share:.3f}" for share in (row.coverage, row.overlaps, row.conflicts)]
        table.add_row(row.rule, f"{row.weight:+g}", str(row.votes), *shares, accuracy)
    console = make_console()
    console.width = max(console.width, 100)
    console.print(table)


def _print_f1(topics: tuple[str, ...], weak: list[dict[str, Any]], truth: dict[str, tuple[str, ...]]) -> None:
    from paratopic.codebook.rule_table import f1_scores

    judged = [(truth[str(row["id"])], row["labels"]) for row in weak if str(row["id"]) in truth]
    if not judged:
        raise InputError("none of the paragraphs has a gold label; check the ids.")
    scores = f1_scores(topics, [one for one, _ in judged], [other for _, other in judged])
    line = ", ".join(f"{topic} {score:.3f}" for topic, score in scores.items())
    print(f"F1 on {len(judged)} gold paragraphs: macro {sum(scores.values()) / len(scores):.3f} ({line})")
