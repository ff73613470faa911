"""After coding: import what coders answered, export it to other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paratopic.cli.console import note
from paratopic.errors import ConfigError
from paratopic.schema import Annotation

Form = Annotated[
    str | None, typer.Option("--format", help="csv, excel, label-studio, doccano or argilla; else by suffix.")
]
Book = Annotated[str, typer.Option(help="A codebook's name or YAML file.")]


def import_(
    files: Annotated[list[Path], typer.Argument(help="Coding sheets, tables or exports of a tool.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The long table (CSV or Excel) to write.")],
    paragraphs: Annotated[Path | None, typer.Option(help="Refuse ids that are not among these.")] = None,
    codebook: Book = "security",
    form: Form = None,
    rename: Annotated[
        list[str] | None, typer.Option(help="NUMBER=NAME of a tool's user; may be repeated.")
    ] = None,
) -> None:
    """Collect answers in one long table; a bad row is named and nothing is written."""
    from paratopic.codebook.annotation.checks import checked
    from paratopic.codebook.annotation.exchange import read_annotations, write_annotations
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.locate import load_codebook

    topics = load_codebook(codebook).topics
    known = {str(row["id"]) for row in read_paragraphs(paragraphs)} if paragraphs else None
    parts = [read_annotations(path, topics=topics, known=known, form=form) for path in files]
    named = _renamed([one for part in parts for one in part], rename or [])
    rows = enumerate(named, 1)
    names = ", ".join(str(path) for path in files)
    annotations = checked(rows, topics=topics, known=known, path=names)
    write_annotations(output, annotations)
    coders = sorted({one.coder for one in annotations})
    blank = sum(one.value is None for one in annotations)
    left = f" ({blank} still without an answer)" if blank else ""
    note(f"{len(annotations)} annotations by {', '.join(coders)}{left}: {output}")


def _renamed(annotations: list[Annotation], pairs: list[str]) -> list[Annotation]:
    from dataclasses import replace

    names = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(names) != len(pairs):
        raise ConfigError(f"expected --rename NUMBER=NAME, found '{' '.join(pairs)}'.")
    return [replace(one, coder=names.get(one.coder, one.coder)) for one in annotations]


def export(
    table: Annotated[Path, typer.Argument(help="A long table of annotations.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    paragraphs: Annotated[Path | None, typer.Option(help="The texts, for tools that show them.")] = None,
    codebook: Book = "security",
    form: Form = None,
) -> None:
    """Write annotations in the format of another tool."""
    from paratopic.codebook.annotation.exchange import read_annotations, write_annotations
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.locate import load_codebook

    rows = read_paragraphs(paragraphs) if paragraphs else []
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    known = set(texts) or None
    annotations = read_annotations(table, topics=load_codebook(codebook).topics, known=known)
    write_annotations(output, annotations, texts=texts, form=form)
    note(f"{len(annotations)} annotations: {output}")
