"""What the options of `paratopic classify` mean, checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.errors import ConfigError, InputError

if TYPE_CHECKING:
    from paratopic.inference.job import Job
    from paratopic.inference.sources import Source

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".txt": "table",
}


def complete_model(incomplete: str) -> list[str]:
    """Return the names that `--model` takes, for the shell."""
    from paratopic.bundle.table import MODELS

    return [name for name in ("champion", "previous", *MODELS) if name.startswith(incomplete)]


def names(text: str | None) -> tuple[str, ...] | None:
    """Return the names of a list separated by commas; None for none."""
    found = tuple(part.strip() for part in (text or "").split(",") if part.strip())
    return found or None


def thresholds(pairs: list[str]) -> dict[str, float]:
    """Return the values of TOPIC=VALUE pairs; raises ConfigError."""
    found = {}
    for pair in pairs:
        topic, _, value = pair.partition("=")
        try:
            found[topic] = float(value)
        except ValueError:
            raise ConfigError(f"expected --threshold TOPIC=VALUE, found '{pair}'.") from None
    return found


def chosen_format(sources: list[Source], form: str | None, output: Path | None) -> str:
    """Return the format: as asked, by the output's suffix, or as the first input is."""
    from paratopic.files.opened import bare_suffix
    from paratopic.inference.encode import FORMATS

    if form is not None and form not in FORMATS:
        raise ConfigError(f"unknown format '{form}', expected one of {', '.join(FORMATS)}.")
    if form == "parquet" and output is None:
        raise ConfigError("parquet needs a file; add -o FILE.parquet.")
    if form is not None:
        return form
    if output is not None:
        return SUFFIXES.get(bare_suffix(output), "jsonl")
    first = sources[0]
    if first.kind in ("document", "text"):
        return "table"
    return "csv" if first.kind == "csv" or bare_suffix(first.path) == ".csv" else "jsonl"


def refuse_overwriting(sources: list[Source], output: Path | None, rejects: Path | None) -> None:
    """Raise InputError where an output is one of the inputs, or both outputs are the same file."""
    for path in (output, rejects):
        if path is not None and path.exists():
            for source in sources:
                if Path(source.path).exists() and path.samefile(source.path):
                    raise InputError("is an input too; choose another name for the output.", path=path)
    if output is not None and rejects is not None and output.resolve() == rejects.resolve():
        raise InputError("can't hold both the rows and the rejects; choose two names.", path=output)


def is_long(sources: list[Source]) -> bool:
    """Tell whether there is so much to do that it pays to measure what does it fastest: a megabyte of files."""
    return sum(Path(one.path).stat().st_size for one in sources if Path(one.path).is_file()) >= 1 << 20


def is_folder(output: Path | None) -> bool:
    """Tell whether an output is a folder: one that exists, or a name without a suffix."""
    return output is not None and (output.is_dir() or not output.suffix)


def outputs(job: Job) -> Iterator[Job]:
    """Yield the job itself, or one for each source where the output is a folder.

    With --resume the files that are there already are finished: an interrupted one has another name until its end.
    """
    if not is_folder(job.output) or job.output is None:
        yield job
        return
    for source in job.sources:
        name = Path(source.name)
        stem = name.with_suffix("") if source.kind == "table" else name
        stem = stem.with_suffix("") if stem.suffix in SUFFIXES else stem
        target = job.output / f"{stem}.{job.form}"
        if not (job.resume and target.exists()):
            yield replace(job, sources=(source,), output=target)
