"""paratopic classify: topics for new paragraphs, from documents, tables or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import make_console, note
from paratopic.errors import ConfigError, InputError


def classify(
    inputs: Annotated[
        list[str], typer.Argument(help="Documents, folders, tables (JSONL, CSV, Parquet) or -.")
    ],
    model: Annotated[
        str, typer.Option(help="champion, rules, a model's name, a run's id or a bundle's folder.")
    ] = "champion",
    form: Annotated[str | None, typer.Option("--format", help="table, jsonl, csv or parquet.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")
    ] = None,
    text_column: Annotated[str, typer.Option(help="The column of a table that holds the text.")] = "text",
    threshold: Annotated[
        list[str] | None, typer.Option(help="TOPIC=VALUE instead of the model's own; may be repeated.")
    ] = None,
    batch_size: Annotated[int, typer.Option(min=1, help="Texts scored at once.")] = 256,
) -> None:
    """Classify paragraphs: every paragraph of a document, every row of a table."""
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.stream import classify_rows

    chosen = _format(inputs, form, output)
    items = _items(inputs, text_column)
    classifier = Classifier.load(model).with_thresholds(_thresholds(threshold or []))
    _write(classify_rows(classifier, items, batch_size=batch_size), chosen, output)


def _items(inputs: list[str], text_column: str) -> Any:
    """Return the items of all inputs; small inputs are read at once so that a bad one leaves no output."""
    from paratopic.inference.sources import document_items, is_table, table_items, text_items

    def each() -> Iterator[Any]:
        for one in inputs:
            if one == "-":
                yield from text_items(_standard_input(), name="stdin")
            elif is_table(one):
                yield from table_items(one, text_column=text_column)
            else:
                yield from document_items([one])

    return list(each())


def _standard_input() -> str:
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{error.object[error.start]:02x} at position {error.start}.",
            path="standard input",
        ) from None
    if not text.strip():
        raise InputError("expected text, found nothing.", path="standard input")
    return text


def _format(inputs: list[str], form: str | None, output: Path | None) -> str:
    from paratopic.inference.writers import FORMATS

    suffixes = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
    if form is not None and form not in FORMATS:
        raise ConfigError(f"unknown format '{form}', expected one of {', '.join(FORMATS)}.")
    if form == "parquet" and output is None:
        raise ConfigError("parquet needs a file; add -o FILE.parquet.")
    if form is not None:
        return form
    if output is not None:
        return suffixes.get(output.suffix.lower(), "jsonl")
    found = suffixes.get(Path(inputs[0]).suffix.lower(), "table")
    return "jsonl" if found == "parquet" else found


def _thresholds(pairs: list[str]) -> dict[str, float]:
    found = {}
    for pair in pairs:
        topic, _, value = pair.partition("=")
        try:
            found[topic] = float(value)
        except ValueError:
            raise ConfigError(f"expected --threshold TOPIC=VALUE, found '{pair}'.") from None
    return found


def _write(rows: Iterator[dict[str, Any]], form: str, output: Path | None) -> None:
    from paratopic.inference.terminal import paragraph_table
    from paratopic.inference.writers import stream_rows, write_rows

    if form == "table":
        console = make_console()
        with console.capture() as captured:
            console.print(paragraph_table(rows))
        if output is None:
            sys.stdout.write(captured.get())
        else:
            from paratopic.files.atomic import write_text

            write_text(output, captured.get())
    elif output is None:
        stream_rows(sys.stdout, rows, form=form)
    else:
        note(f"{write_rows(output, rows, form=form)} rows to {output}")
