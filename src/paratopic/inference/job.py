"""The Python twin of `paratopic classify` for files: sources in, one output, whole or not at all."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paratopic.errors import ConfigError
from paratopic.files.lines import OnBad
from paratopic.inference.classifier import BATCH, Classifier
from paratopic.inference.encode import csv_columns, csv_header
from paratopic.inference.engine import Block, Engine, recipe_of
from paratopic.inference.live import live_windows
from paratopic.inference.rejects import reject_file
from paratopic.inference.shown import EVERYTHING, Shown
from paratopic.inference.sources import Item, Source, source_items
from paratopic.inference.spool import Spool
from paratopic.inference.stream import WINDOW, windows
from paratopic.inference.survey import survey
from paratopic.inference.writers import StandardOutput, Writer, parquet_file, part_file

DOCUMENT_COLUMNS = ("id", "document", "paragraph", "start", "end", "heading", "page", "text")
STREAMS = ("jsonl", "csv")


@dataclass(frozen=True, kw_only=True)
class Job:
    """What to classify and where the answer goes; `output` None is standard output."""

    sources: tuple[Source, ...]
    form: str = "jsonl"
    output: Path | None = None
    shown: Shown = EVERYTHING
    text_column: str = "text"
    batch_size: int = BATCH
    workers: int = 1
    resume: bool = False
    rejects: Path | None = None
    limit: int | None = None

    @property
    def is_live(self) -> bool:
        """Tell whether rows are answered as they come in."""
        first = self.sources[0]
        known = self.form == "jsonl" or (self.form == "csv" and first.kind == "lines")
        return len(self.sources) == 1 and first.is_live and known and self.output is None

    def items(self, on_bad: OnBad) -> Iterator[Item]:
        """Yield the items of all sources, at most `limit`."""
        each = (source_items(one, text_column=self.text_column, on_bad=on_bad) for one in self.sources)
        return itertools.islice(itertools.chain.from_iterable(each), self.limit)


@dataclass
class Outcome:
    """What was done: items read, rows written, rows set aside, how often each topic was given.

    `replaced` are columns of the input whose place the answer took.
    """

    read: int = 0
    kept: int = 0
    rejected: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    replaced: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Prepared:
    """Windows of items ready to be classified; `columns` where they had to be known first."""

    windows: Iterable[list[Item]]
    columns: tuple[str, ...] = ()


def run_job(
    job: Job, classifier: Classifier, *, progress: Callable[[Outcome], None] = lambda outcome: None
) -> Outcome:
    """Classify everything; raises InputError before anything is written, or leaves no output behind."""
    outcome = Outcome()
    with reject_file(job.rejects) as rejects:
        prepared = prepare(job, rejects)
        columns = _columns(job, classifier, prepared)
        with _writer(job, classifier, columns) as writer:
            outcome.read, outcome.kept = writer.done, writer.kept
            for block in blocks(job, classifier, prepared, columns=columns, skip=writer.done):
                writer.put(block)
                _count(outcome, block)
                progress(outcome)
        outcome.rejected = rejects.count
    return outcome


def blocks(
    job: Job, classifier: Classifier, prepared: Prepared, *, columns: list[str], skip: int = 0
) -> Iterator[Block]:
    """Yield the finished blocks in order, but not those of the first `skip` items."""
    recipe = recipe_of(classifier, shown=job.shown, batch_size=job.batch_size, form=job.form, columns=columns)
    rest = _after(prepared.windows, skip)
    if job.workers > 1:
        from paratopic.inference.pool import pooled

        yield from pooled(rest, recipe, workers=job.workers)
    else:
        yield from map(Engine(classifier, recipe), rest)


def prepare(job: Job, on_bad: OnBad) -> Prepared:
    """Open the sources: read through once first where the output could not be taken back."""
    if job.is_live:
        live = live_windows(job.sources[0], text_column=job.text_column, on_bad=on_bad)
        return Prepared(live, ("text",))
    first_reading = job.output is None or job.form == "csv"
    if not first_reading:
        return Prepared(windows(job.items(on_bad), WINDOW))
    if all(source.kind == "table" for source in job.sources):
        found = survey(job.items(on_bad if job.rejects is None else lambda error: None))
        return Prepared(windows(job.items(on_bad), WINDOW), found.columns)
    spool = Spool(job.items(on_bad))
    return Prepared(windows(spool, WINDOW), spool.columns)


def _after(found: Iterable[list[Item]], skip: int) -> Iterator[list[Item]]:
    """Pass over whole windows; the windows of two runs over the same input are the same."""
    for window in found:
        if skip >= len(window):
            skip -= len(window)
        else:
            yield window[skip:]
            skip = 0


def _columns(job: Job, classifier: Classifier, prepared: Prepared) -> list[str]:
    if job.form != "csv":
        return []
    found = job.shown.columns or prepared.columns
    if job.shown.columns is None and any(one.kind in ("document", "text") for one in job.sources):
        found = tuple(dict.fromkeys([*DOCUMENT_COLUMNS, *found]))
    topics, evidence = job.shown.topics or classifier.topics, bool(job.shown.explain)
    return csv_columns(found, topics, evidence=evidence, abstains=classifier.abstains)


def _writer(job: Job, classifier: Classifier, columns: list[str]) -> AbstractContextManager[Writer]:
    header = csv_header(columns) if job.form == "csv" else b""
    if job.resume and (job.output is None or job.form not in STREAMS):
        raise ConfigError("--resume needs -o FILE and the format jsonl or csv.")
    if job.output is None:
        writer = StandardOutput()
        if header:
            writer.put(Block(0, [], header, 0, Counter()))
        return nullcontext(writer)
    if job.form == "parquet":
        first = job.sources[0].path
        return parquet_file(job.output, first if first.endswith(".parquet") else None)
    return part_file(job.output, work=_work(job, classifier), resume=job.resume, header=header)


def _work(job: Job, classifier: Classifier) -> dict[str, Any]:
    """Return what must be the same for a run to go on where another one stopped."""
    return {
        "inputs": [_state(source.path) for source in job.sources],
        "model": classifier.name,
        "backend": classifier.backend.name,
        "thresholds": classifier.thresholds,
        "shown": repr(job.shown),
        "options": [job.form, job.text_column, job.batch_size, job.limit, job.rejects is not None],
    }


def _state(path: str) -> list[Any]:
    found = Path(path)
    if not found.exists():
        return [path]
    stat = found.stat()
    return [path, stat.st_size, stat.st_mtime_ns]


def _count(outcome: Outcome, block: Block) -> None:
    outcome.read += block.read
    outcome.kept += block.kept
    outcome.topics += block.topics
    outcome.replaced.update(block.replaced)
