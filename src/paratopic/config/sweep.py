"""A sweep (`-m`): one parent run that all jobs share, whichever launcher starts them."""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hydra.experimental.callback import Callback

from paratopic.errors import ParatopicError
from paratopic.experiment.jobs import Sweep
from paratopic.experiment.parent import closed
from paratopic.experiment.provenance import code_version
from paratopic.tracking.lost import to_relog
from paratopic.tracking.parents import close_parent, open_parent
from paratopic.tracking.process import process_tag
from paratopic.tracking.record import PARENT_RECORD, RunRecord, read_record, write_record
from paratopic.tracking.store import open_store

_started: list[tuple[Path, str | None]] = []


class SweepParent(Callback):  # type: ignore[misc]
    """Write the parent's record into the sweep's folder before any job starts; the first job logs it."""

    def on_multirun_start(self, config: Any, **options: Any) -> None:
        """Make the sweep's folder with its parent record."""
        folder = Path(config.hydra.sweep.dir).resolve()
        overrides = [str(one) for one in config.hydra.overrides.task]
        name = sweep_name(str(config.name), overrides)
        tags = {"stage": "experiment", "sweep": "true", **code_version(), **process_tag()}
        tags |= {str(key): str(value) for key, value in config.tags.items()}
        if config.note:
            tags["mlflow.note.content"] = str(config.note)
        swept = [one for one in overrides if "," in one.partition("=")[2] or "(" in one]
        record = RunRecord(
            key=uuid.uuid4().hex,
            experiment=name,
            name="sweep · " + (" ".join(swept) or name),
            parameters={"overrides": " ".join(overrides)},
            metrics={},
            tags=tags,
            started=int(time.time() * 1000),
        )
        write_record(folder, record, name=PARENT_RECORD)
        _started.append((folder, config.tracking.uri))


def sweep_name(name: str, overrides: list[str]) -> str:
    """Return the experiment of a sweep: a sweep over models has no one model's name."""
    keys = {one.lstrip("+~").partition("=")[0]: one.partition("=")[2] for one in overrides}
    named = "name" in keys or "experiment" in keys
    return "models" if "," in keys.get("model", "") and not named else name


def shared_name(folder: Path) -> str | None:
    """Return the experiment of the sweep that the job in `folder` belongs to, if it belongs to one."""
    sweep = folder.parent
    return read_record(sweep, name=PARENT_RECORD).experiment if (sweep / PARENT_RECORD).is_file() else None


@contextmanager
def sweeping() -> Iterator[None]:
    """End the parent of a sweep that was started in the block, however the block ends.

    Raises ParatopicError where jobs failed, or the store was lost; the others were run to their end.
    """
    _started.clear()
    try:
        yield
    except BaseException as error:
        for line in _end(error):
            print(line, file=sys.stderr)
        raise
    if missing := _end(None):
        raise ParatopicError("\n".join(missing))


def _end(error: BaseException | None) -> list[str]:
    """End the parents; return what is not in the store."""
    missing = []
    for folder, uri in _started:
        sweep = Sweep.read(folder)
        table = sweep.write_table(folder / "summary")
        start = read_record(folder, name=PARENT_RECORD)
        failure = error
        if error is None and not any(job.runs for job in sweep.jobs):
            failure = ParatopicError("every job failed")
        record = closed(start, metrics=sweep.metrics(), parameters=start.parameters, error=failure)
        record = replace(record, tags={**record.tags, "sweep": "true"})
        write_record(folder, record, name=PARENT_RECORD)
        try:
            client = open_store(uri)
            close_parent(client, open_parent(client, record)[1], record, folder=table.parent)
            lost = any(job.unlogged for job in sweep.jobs)
        except Exception:
            lost = True
        if sweep.failed:
            lines = "".join(
                f"\n  job {job.number} ({' '.join(job.overrides)}): {job.errors[0]}" for job in sweep.failed
            )
            missing.append(f"{len(sweep.failed)} of {len(sweep.jobs)} jobs failed:{lines}")
        if lost:
            missing.append(to_relog(folder))
    return missing
