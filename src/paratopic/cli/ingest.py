"""paratopic ingest: any documents become one table of citable paragraphs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from paratopic.cli.console import note


def ingest(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, folders, http(s) addresses, or - for standard input.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="A .jsonl or .parquet file; without it JSONL goes to standard output."
        ),
    ] = None,
    preset: Annotated[
        str, typer.Option("--options", help="A file of conf/corpus, without .yaml.")
    ] = "default",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="KEY=VALUE instead of the file's own; may be repeated.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="For text that is not UTF-8 and does not say what it is.")
    ] = None,
    text_column: Annotated[str, typer.Option(help="The column of a table that holds the text.")] = "text",
    drop_duplicates: Annotated[
        bool, typer.Option(help="Leave out paragraphs that repeat an earlier one.")
    ] = False,
    source_text: Annotated[
        Path | None, typer.Option(help="A folder for each document's text, in which the offsets count.")
    ] = None,
    preview: Annotated[
        bool, typer.Option(help="Show paragraphs with their boundaries instead of rows.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="With --preview: write it as one HTML page.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on with an unfinished run of the same output.")] = False,
    restart: Annotated[bool, typer.Option(help="Begin again, whatever an unfinished run did.")] = False,
    allow_local: Annotated[bool, typer.Option(help="Follow redirects to local addresses.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read files where it takes longer; one a core.")
    ] = None,
) -> None:
    """Read documents into numbered paragraphs with their source, place and offsets.

    Exit code 1: some documents could not be read (they are listed); 2: none could.
    """
    from paratopic.corpus.options import load_options
    from paratopic.corpus.read_ahead import cores

    values = _values(settings or [])
    if encoding:
        values["fallback_encoding"] = encoding
    options = load_options(preset).with_values(**values)
    common: dict[str, Any] = {"options": options, "text_column": text_column, "allow_local": allow_local}
    kept: dict[str, Any] = {
        "drop_duplicates": drop_duplicates,
        "source_text": source_text,
        "workers": workers or cores(),
    }
    if preview or html:
        _preview(inputs, html, **common)
    elif output is None:
        _stream(inputs, **common, **kept)
    else:
        _write(inputs, output, resume=resume, restart=restart, **common, **kept)


def _values(pairs: list[str]) -> dict[str, Any]:
    import yaml

    from paratopic.errors import ConfigError

    found = {}
    for pair in pairs:
        key, mark, value = pair.partition("=")
        if not mark:
            raise ConfigError(f"expected --set KEY=VALUE, found '{pair}'.")
        found[key] = yaml.safe_load(value)
    return found


def _stream(inputs: list[str], **values: Any) -> None:
    from paratopic.corpus.ingest import ingest_rows
    from paratopic.files.jsonl import dump_line

    rejects: list[str] = []

    def reject(source: str, reason: str) -> None:
        rejects.append(source)
        note(f"paratopic: {source}: {reason}")

    sys.stdout.writelines(dump_line(row) for row in ingest_rows(inputs, reject=reject, **values))
    if rejects:
        raise typer.Exit(1)


def _write(inputs: list[str], output: Path, **values: Any) -> None:
    from paratopic.corpus.ingest import ingest as ingest_documents

    try:
        result = ingest_documents(inputs, output=output, progress=_progress(), **values)
    except KeyboardInterrupt:
        note(f"\nStopped; the same command with --resume goes on. So far: {output}.ingest")
        raise typer.Exit(130) from None
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
    again = f", {result.duplicates} of them repeat an earlier one" if result.duplicates else ""
    note(
        f"{_count(result.paragraphs, 'paragraph')} of {_count(result.documents, 'document')} to {output}{again}"
    )
    if result.rejects:
        note(f"{_count(len(result.rejects), 'document')} could not be read: {output}.rejects.jsonl")
        raise typer.Exit(1)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _progress() -> Any:
    """Return a callback that shows the count on a terminal, at most ten times a second; None elsewhere."""
    if not sys.stderr.isatty():
        return None
    import time

    shown = 0.0

    def progress(count: int, source: str) -> None:
        nonlocal shown
        if time.monotonic() - shown > 0.1:
            shown = time.monotonic()
            sys.stderr.write(f"\r\x1b[K{count} documents · {source[-60:]}")
            sys.stderr.flush()

    return progress


def _preview(inputs: list[str], html: Path | None, **values: Any) -> None:
    from paratopic.corpus.inputs import find_inputs
    from paratopic.corpus.preview import preview_lines, preview_page
    from paratopic.errors import ConfigError
    from paratopic.files.atomic import write_text

    found = list(find_inputs(inputs, **values))
    if html is not None:
        if len(found) != 1:
            raise ConfigError(f"expected one document for --html, found {len(found)}.")
        write_text(html, preview_page(*found[0].read()))
        note(f"a preview of {found[0].source} to {html}")
        return
    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else 80
    for one in found:
        sys.stdout.writelines(line + "\n" for line in preview_lines(*one.read(), width=width))
