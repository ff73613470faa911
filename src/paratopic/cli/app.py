"""The command line: one file a command, each parses, calls one function and prints."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from paratopic.cli import (
    annotate,
    classify,
    codebook,
    compare,
    errors,
    estimate,
    export,
    ingest,
    label,
    models,
    promote,
    relog,
    rollback,
    run,
    search,
    serve,
    ui,
)
from paratopic.cli.console import warnings_as_notes
from paratopic.errors import ParatopicError
from paratopic.stops import terminate_as_exception

# On a busy machine threads that spin while they wait make small models ten times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

app = typer.Typer(
    name="paratopic",
    help="Label the paragraphs of security-policy documents by topic.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("run", context_settings=run.HELP)(run.run)
app.command("search")(search.search)
app.command("compare")(compare.compare)
app.command("errors")(errors.errors)
app.command("promote")(promote.promote)
app.command("ingest")(ingest.ingest)
app.command("models")(models.models)
app.command("rollback")(rollback.rollback)
app.command("ui")(ui.ui)
app.command("relog")(relog.relog)
app.command("classify")(classify.classify)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("estimate")(estimate.estimate)
app.command("label")(label.label)
app.add_typer(codebook.app, name="codebook")
app.add_typer(annotate.app, name="annotate")


@app.callback()
def root() -> None:
    """Label the paragraphs of security-policy documents by topic."""


def main() -> None:
    """Run the command line; an expected error is one sentence on standard error and exit code 2."""
    _open_closed_streams()
    warnings_as_notes()
    try:
        try:
            with terminate_as_exception():  # so that half-made files are tidied up
                app()
        finally:
            sys.stdout.flush()  # a short answer meets a full disk here, not when the process ends
    except ParatopicError as error:
        sys.stderr.write(f"paratopic: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        _discard_output()
        sys.exit(141)
    except OSError as error:  # a full or failing disk, whatever was on its way to it
        _discard_output()
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"paratopic: {where}can't be read or written ({error.strerror or error}).\n")
        sys.exit(2)


def _open_closed_streams() -> None:
    """Give a stream that was closed from the start (`>&-`) a place to go, so that no file opened later is it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (open until the end)


def _discard_output() -> None:
    """Let nothing that is still to be written fail once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
