"""paratopic errors: where a model errs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paratopic.cli.console import make_console, note


def errors(
    target: Annotated[
        str,
        typer.Argument(
            metavar="[RUN|MODEL]",
            help="A run's id or folder, a model's name (its latest finished run), champion or previous.",
        ),
    ] = "champion",
    part: Annotated[
        str, typer.Option(help="test, validation, external/NAME, or development (all held-out paragraphs).")
    ] = "test",
    topic: Annotated[
        str | None, typer.Option(help="Confident errors and doubted labels of this topic only.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Confident errors of each kind.")] = 12,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help="Mark what led the model astray.")
    ] = True,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write page.html, or page and CSV tables into a folder."),
    ] = None,
) -> None:
    """Show where a model errs: slices that are worse, confident errors, probable label errors.

    Every run has this page of its test part among its artifacts (error_analysis/errors.html). For ideas read
    the development part: what is changed because of test errors is no longer tested by them.
    """
    from paratopic.analysis.logged import analyse_run
    from paratopic.analysis.page import to_html
    from paratopic.analysis.terminal import analysis_parts
    from paratopic.analysis.write import write_folder
    from paratopic.files.atomic import write_text

    analysis = analyse_run(target, part=part, topic=topic, most=most, evidence=evidence)
    console = make_console()
    for one in analysis_parts(analysis, width=console.width):
        console.print(one)
    if output is None:
        return
    if output.suffix.lower() in (".html", ".htm"):
        write_text(output, to_html(analysis))
    else:
        write_folder(output, analysis)
    note(f"written to {output}")
