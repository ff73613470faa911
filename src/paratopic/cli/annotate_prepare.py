"""Before coding: sample, sheets, tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import note
from paratopic.errors import ConfigError, InputError

Book = Annotated[str, typer.Option(help="A codebook's name or YAML file.")]
Context = Annotated[
    Path | None, typer.Option("--context", help="All paragraphs, for the neighbours; else the sample's own.")
]


def sample(
    paragraphs: Annotated[
        Path, typer.Argument(help="Paragraphs as JSONL, JSON, CSV, Parquet or Excel with `text`.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSONL file to write.")],
    size: Annotated[int, typer.Option("-n", "--size", help="How many units to draw.")],
    unit: Annotated[str, typer.Option(help="paragraph or document.")] = "paragraph",
    design: Annotated[str, typer.Option(help="random, stratified or uncertain.")] = "random",
    by: Annotated[str | None, typer.Option(help="Stratify by this column.")] = None,
    bins: Annotated[int, typer.Option(min=1, help="Stratify by so many parts of the probability.")] = 1,
    probabilities: Annotated[Path | None, typer.Option(help="What `classify` or `label` wrote.")] = None,
    topic: Annotated[str | None, typer.Option(help="Whose probability; else the nearest to 0.5.")] = None,
    random_share: Annotated[float, typer.Option(help="Share of random draws of an uncertain sample.")] = 0.3,
    seed: Annotated[int, typer.Option(help="Draws the same sample again.")] = 1,
    allow_invalid: Annotated[bool, typer.Option(help="Draw though estimates would be invalid.")] = False,
) -> None:
    """Draw what is coded and record the inclusion probabilities."""
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.annotation.probabilities import most_uncertain, read_probabilities
    from paratopic.codebook.annotation.sampling import Design, draw
    from paratopic.files.jsonl import write_jsonl

    plan = Design(
        size=size,
        unit=unit,
        kind=design,
        by=by,
        bins=bins,
        random_share=random_share,
        seed=seed,
        allow_invalid=allow_invalid,
    )
    rows = read_paragraphs(paragraphs)
    scores = read_probabilities(probabilities) if probabilities else {}
    chosen = {key: most_uncertain(values, topic) for key, values in scores.items()}
    drawn = draw(rows, plan, probabilities=chosen)
    write_jsonl(output, drawn)
    note(f"{len(drawn)} of {len(rows)} paragraphs drawn: {output}")


def sheets(
    paragraphs: Annotated[Path, typer.Argument(help="What `annotate sample` drew.")],
    coder: Annotated[list[str], typer.Option(help="A coder's name; repeat it for each coder.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")],
    codebook: Book = "security",
    context: Context = None,
    form: Annotated[str, typer.Option("--format", help="xlsx or csv.")] = "xlsx",
) -> None:
    """Write a coding sheet for each coder."""
    from paratopic.codebook.annotation.sheet import write_sheet

    if form not in {"xlsx", "csv"}:
        raise ConfigError(f"unknown format '{form}', expected xlsx or csv.")
    book, rows, around = _prepare(paragraphs, codebook, context)
    for path, name in _sheets(output, coder, form).items():
        write_sheet(path, book, rows, around, coder=name)
        note(f"{len(rows)} paragraphs for {name}: {path}")


def _sheets(folder: Path, coders: list[str], form: str) -> dict[Path, str]:
    """Return the files of the coders' sheets; raises where one would take the place of another, filled in perhaps."""
    sheets: dict[Path, str] = {}
    for name in dict.fromkeys(coders):
        path = folder / f"{''.join(c if c.isalnum() else '_' for c in name)}.{form}"
        if path in sheets:
            raise ConfigError(f"coders '{sheets[path]}' and '{name}' would share {path}; rename one of them.")
        if path.exists():
            raise InputError(
                "is there already, and may hold a coder's answers; name a new folder.", path=path
            )
        sheets[path] = name
    return sheets


def tasks(
    paragraphs: Annotated[Path, typer.Argument(help="What `annotate sample` drew.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")],
    codebook: Book = "security",
    context: Context = None,
    suggest: Annotated[
        Path | None, typer.Option(help="Suggest the answers that `classify` or `label` wrote.")
    ] = None,
) -> None:
    """Write a Label Studio project: project.xml and tasks.json."""
    from paratopic.codebook.annotation import label_studio
    from paratopic.codebook.annotation.json_files import write_records
    from paratopic.codebook.annotation.probabilities import read_probabilities
    from paratopic.files.atomic import write_text

    book, rows, around = _prepare(paragraphs, codebook, context)
    suggestions = read_probabilities(suggest) if suggest else None
    write_text(output / "project.xml", label_studio.project_config(book))
    write_records(output / "tasks.json", label_studio.tasks(book, rows, around, suggestions))
    note(f"{len(rows)} tasks: {output / 'project.xml'}, {output / 'tasks.json'}")


def _prepare(paragraphs: Path, codebook: str, context: Path | None) -> tuple[Any, list[Any], Any]:
    from paratopic.codebook.annotation.neighbours import neighbours
    from paratopic.codebook.annotation.paragraphs import read_paragraphs
    from paratopic.codebook.locate import load_codebook

    book = load_codebook(codebook)
    rows = read_paragraphs(paragraphs, drawn=True)
    return book, rows, neighbours(read_paragraphs(context) if context else rows)
