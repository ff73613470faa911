"""paratopic classify: topics for new paragraphs, from documents, tables or standard input."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paratopic.cli.classify_options import (
    chosen_format,
    complete_from,
    complete_model,
    is_long,
    names,
    outputs,
    refuse_overwriting,
    thresholds,
)
from paratopic.cli.classify_spark import run_on_spark
from paratopic.cli.console import note
from paratopic.cli.progress import Progress

if TYPE_CHECKING:
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.job import Job, Outcome

INTERRUPTED = 130
CLOSED_PIPE = 141
REJECTED = 3


def classify(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Documents, folders, patterns, tables (JSONL, JSON, CSV, Parquet, Excel; .gz, .zst) or -."
        ),
    ],
    model: Annotated[
        str,
        typer.Option(
            "-m",
            "--model",
            help="champion, rules, a model's name, a run's id or a bundle's folder.",
            autocompletion=complete_model,
        ),
    ] = "champion",
    form: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="table, jsonl, csv, parquet or html.",
            autocompletion=complete_from("table", "jsonl", "csv", "parquet", "html"),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file, or a folder/ for one file an input."),
    ] = None,
    stdin: Annotated[
        str,
        typer.Option(
            "--from",
            help="What - is: text (a document), or a live filter of lines or jsonl, or csv.",
            autocompletion=complete_from("text", "lines", "jsonl", "csv"),
        ),
    ] = "text",
    text_column: Annotated[str, typer.Option(help="The column of a table that holds the text.")] = "text",
    columns: Annotated[
        str | None, typer.Option(help="Keep only these columns of the input: id,text,...")
    ] = None,
    topics: Annotated[str | None, typer.Option(help="Only these topics: sanctions,...")] = None,
    threshold: Annotated[
        list[str] | None, typer.Option(help="TOPIC=VALUE instead of the model's own; may be repeated.")
    ] = None,
    min_probability: Annotated[
        float, typer.Option(help="Leave out rows whose every probability is lower.")
    ] = 0.0,
    explain: Annotated[bool, typer.Option("--explain", help="Add the evidence for each topic.")] = False,
    spans: Annotated[int, typer.Option(min=1, help="How many spans of evidence a topic.")] = 5,
    rejects: Annotated[
        Path | None,
        typer.Option(help="Go on after bad rows; write them here with file, line, reason (exit code 3)."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run with the same -o stopped.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes; helps models without an encoder.")] = 1,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Threads of one process; all cores if left out.")
    ] = None,
    device: Annotated[str | None, typer.Option(help="cpu, cuda, cuda:1; a GPU where there is one.")] = None,
    backend: Annotated[
        str,
        typer.Option(
            help="Of encoders: torch, torch-bf16, openvino, onnx; auto: the fastest, measured once.",
            autocompletion=complete_from("auto", "torch", "torch-bf16", "openvino", "onnx"),
        ),
    ] = "auto",
    batch_size: Annotated[int, typer.Option(min=1, help="Texts scored at once.")] = 2048,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many rows.")] = None,
    engine: Annotated[str, typer.Option(help="local, or spark for Parquet on a cluster.")] = "local",
    master: Annotated[str, typer.Option(help="Spark's master: spark://HOST:PORT, local[4].")] = "local[*]",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No notes on standard error.")] = False,
) -> None:
    """Classify paragraphs: every paragraph of a document, every row of a table, every line of a stream."""
    _environment(threads, device)
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.job import Job
    from paratopic.inference.shown import Shown
    from paratopic.inference.sources import find_sources

    sources = find_sources(inputs, stdin=stdin)
    chosen = chosen_format(sources, form, output)
    refuse_overwriting(sources, output, rejects)
    classifier = Classifier.load(model).with_thresholds(thresholds(threshold or []))
    shown = Shown(
        topics=names(topics),
        columns=names(columns),
        min_probability=min_probability,
        explain=spans if explain or chosen == "html" else 0,
        text_column=text_column,
    ).checked(classifier.topics)
    classifier = classifier.with_backend(backend, measured=engine == "local" and is_long(sources))
    job = Job(
        sources=tuple(sources),
        form=chosen,
        output=output,
        shown=shown,
        text_column=text_column,
        batch_size=batch_size,
        workers=workers,
        resume=resume,
        rejects=rejects,
        limit=limit,
    )
    if engine != "local":
        run_on_spark(job, classifier, engine=engine, master=master, backend=backend)
        return
    rejected = _run(job, classifier, quiet=quiet)
    if rejected:
        note(f"{rejected} bad rows or files are in {rejects}")
        raise typer.Exit(REJECTED)


def _run(job: Job, classifier: Classifier, *, quiet: bool) -> int:
    """Do the job, or one for each input; return how many rows were set aside."""
    try:
        if job.form in ("table", "html"):
            return _render(job, classifier)
        return sum(_one(each, classifier, quiet=quiet) for each in outputs(job))
    except KeyboardInterrupt:
        again = job.output is not None and job.form in ("jsonl", "csv")
        note("interrupted; the same command with --resume goes on" if again else "interrupted")
        sys.stderr.flush()
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:  # `| head` has seen enough; Python would flush, and complain, once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(CLOSED_PIPE) from None


def _one(job: Job, classifier: Classifier, *, quiet: bool) -> int:
    from paratopic.inference.job import run_job
    from paratopic.inference.survey import quick_count

    started = time.monotonic()
    progress = Progress(shown=not quiet and sys.stderr.isatty() and job.output is not None)
    if progress.shown:
        progress.total = quick_count(job.sources)
    outcome = run_job(job, classifier, progress=progress)
    progress.close()
    if outcome.replaced and not quiet:
        note(
            f"the answer replaced the input's columns {', '.join(sorted(outcome.replaced))}; rename them to keep both"
        )
    if job.output is not None and not quiet:
        note(_summary(outcome, job.output, time.monotonic() - started))
    return outcome.rejected


def _summary(outcome: Outcome, output: Path, seconds: float) -> str:
    shares = ", ".join(
        f"{topic} {count / max(outcome.kept, 1):.0%}" for topic, count in outcome.topics.most_common()
    )
    rate = f"{outcome.read / max(seconds, 1e-9):,.0f} a second"
    return f"{outcome.kept:,} rows to {output} ({rate}){': ' if shares else ''}{shares}"


def _render(job: Job, classifier: Classifier) -> int:
    from paratopic.cli.classify_render import render

    return render(job, classifier)


def _environment(threads: int | None, device: str | None) -> None:
    """Set what numpy and torch read at their import."""
    values: dict[str, Any] = {"TOKENIZERS_PARALLELISM": "true"}
    if threads:
        for key in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
            values[key] = str(threads)
    if device:
        values["PARATOPIC_DEVICE"] = device
    os.environ.update(values)
