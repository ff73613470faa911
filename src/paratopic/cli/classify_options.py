"""What the options of `paratopic classify` mean, checked."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def complete_from(*words: str) -> Callable[[str], list[str]]:
    """Return what completes one of these words, for the shell."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


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
    return "csv" if first.kind == "csv" or bare_suffix(first.path) in {".csv", ".tsv"} else "jsonl"


def refuse_overwriting(sources: Sequence[Source], output: Path | None, rejects: Path | None) -> None:
    """Raise InputError where an output is one of the inputs, or both outputs are the same file."""
    refuse_inputs([path for path in (output, rejects) if path is not None], sources)
    if output is not None and rejects is not None and output.resolve() == rejects.resolve():
        raise InputError("can't hold both the rows and the rejects; choose two names.", path=output)


def refuse_inputs(targets: Iterable[Path], sources: Sequence[Source]) -> None:
    """Raise InputError where a file that is to be written is one of the inputs, by whatever name."""
    places = [Path(one.path) for one in sources]
    inputs = {_identity(path) for path in places if path.is_file()}
    for target in targets:
        if target.is_file() and _identity(target) in inputs:
            raise InputError("is an input too; choose another name for the output.", path=target)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


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
    targets = [job.output / f"{name}.{job.form}" for name in _own_names(job.sources)]
    refuse_inputs(targets, job.sources)
    for source, target in zip(job.sources, targets, strict=True):
        if not (job.resume and target.exists()):
            yield replace(job, sources=(source,), output=target)


def _own_names(sources: Sequence[Source]) -> list[Path]:
    """Return an output's name for each source, without its suffix where no other has the same, else numbered."""
    stems = [_stem(one) for one in sources]
    shared = {name for name, times in Counter(stems).items() if times > 1}
    found: dict[Path, None] = {}
    for source, stem in zip(sources, stems, strict=True):
        name = Path(source.name) if stem in shared else stem
        numbered = (name.with_name(f"{name.name}-{n}") for n in itertools.count(2))
        found[next(one for one in itertools.chain([name], numbered) if one not in found)] = None
    return list(found)


def _stem(source: Source) -> Path:
    name = Path(source.name)
    stem = name.with_suffix("") if source.kind == "table" else name
    return stem.with_suffix("") if stem.suffix in SUFFIXES else stem
