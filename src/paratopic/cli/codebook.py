"""paratopic codebook: read, check and compare codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paratopic.cli.console import note
from paratopic.errors import ConfigError

app = typer.Typer(help="Read, check and compare codebooks.", no_args_is_help=True, rich_markup_mode=None)

Book = Annotated[str, typer.Argument(help="A codebook's name or YAML file.")]


@app.command()
def show(
    codebook: Book = "security",
    form: Annotated[str, typer.Option("--format", help="markdown or html.")] = "markdown",
    rules: Annotated[bool, typer.Option(help="Add the rules.")] = False,
) -> None:
    """Print the codebook as the guideline that a coder reads."""
    from paratopic.codebook.guideline import guideline, guideline_html
    from paratopic.codebook.locate import load_codebook

    writers = {"markdown": guideline, "html": guideline_html}
    if form not in writers:
        raise ConfigError(f"unknown format '{form}', expected markdown or html.")
    typer.echo(writers[form](load_codebook(codebook), rules=rules), nl=False)


@app.command()
def check(codebook: Book = "security") -> None:
    """Check a codebook; a mistake is named with its line."""
    from paratopic.codebook.locate import load_codebook

    book = load_codebook(codebook)
    counts = ", ".join(f"{topic.name} {len(topic.rules)}" for topic in book.definitions)
    typer.echo(f"{book.name} {book.version}: {len(book.topics)} topics, {len(book.rules)} rules ({counts})")
    for topic, scores in zip(
        book.definitions,
        (book.scores([one.text for one in topic.examples]) for topic in book.definitions),
        strict=True,
    ):
        column = book.topics.index(topic.name)
        for example, score in zip(topic.examples, scores[:, column] if len(scores) else [], strict=True):
            if (score > 0) != example.applies:
                wanted = "applies" if example.applies else "does not apply"
                note(f"{topic.name}: the rules miss an example that {wanted}: {example.text}")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="The version before.")],
    new: Annotated[str, typer.Argument(help="The version after.")],
    corpus: Annotated[
        Path, typer.Argument(help="Paragraphs as JSONL, JSON, CSV, Parquet or Excel with `text`.")
    ],
) -> None:
    """List the paragraphs that would be coded otherwise, and by which rules."""
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.difference import difference
    from paratopic.codebook.locate import load_codebook

    rows = read_paragraphs(corpus)
    changes = difference(load_codebook(old), load_codebook(new), rows)
    for one in changes:
        sign = "+" if one.after else "-"
        why = [f"no longer {rule}" for rule in one.lost] + [f"now {rule}" for rule in one.gained]
        typer.echo(f"{sign}{one.topic}\t{one.id}\t{'; '.join(why) or 'threshold'}\t{one.text[:80]}")
    note(f"{len(changes)} changes on {len({one.id for one in changes})} of {len(rows)} paragraphs")
