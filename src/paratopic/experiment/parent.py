"""The parent run of an experiment: it collects its children and always ends with the right status."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from paratopic.dataset.partition import Partition
from paratopic.errors import ParatopicError
from paratopic.experiment.folder import flat, inputs
from paratopic.experiment.outcome import FailedRun, FinishedRun, Outcome
from paratopic.experiment.plan import Plan
from paratopic.experiment.provenance import code_version, source_tags
from paratopic.experiment.summary import HEADLINE, summarise
from paratopic.stops import reason, stop_later, terminate_as_exception
from paratopic.tracking.log import log_folder
from paratopic.tracking.lost import StoreLostError
from paratopic.tracking.parents import (
    bury_the_dead,
    close_parent,
    failed_child,
    finished_twin,
    open_parent,
)
from paratopic.tracking.process import process_tag
from paratopic.tracking.record import PARENT_RECORD, RunRecord, read_record, write_record

if TYPE_CHECKING:
    from paratopic.tracking.store import Store

SUMMARY = "summary"


class Parent:
    """A context around the children: FINISHED, or FAILED or KILLED with the error as a tag.

    In a sweep all jobs share the parent whose record is in the sweep's folder; who started the sweep ends it.
    Everything is in `parent.json` of the folder too, so that `paratopic relog` can write it to any store.
    """

    def __init__(self, client: Store, plan: Plan, partition: Partition) -> None:
        self.client, self.plan, self.partition = client, plan, partition
        self.runs: list[FinishedRun] = []
        self.failures: list[FailedRun] = []
        self.unlogged: list[Path] = []
        self._errors: list[BaseException] = []
        self._last = self.run = ""
        self._stack, self._logged = ExitStack(), ExitStack()

    def __enter__(self) -> Self:
        sweep = self.plan.folder.parent
        self.shared = (sweep / PARENT_RECORD).is_file()
        if self.shared:
            self.record = read_record(sweep, name=PARENT_RECORD)
        else:
            self.record = parent_record(self.plan, self.partition)
            write_record(self.plan.folder, self.record, name=PARENT_RECORD)
        self._stack.enter_context(terminate_as_exception())
        try:
            with stop_later():
                self.experiment, self.run = open_parent(self.client, self.record)
            bury_the_dead(self.client, self.experiment)
        except BaseException as error:  # Python asks no one to leave who failed to enter
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def add(self, name: str, seed: int, job: Callable[[], FinishedRun]) -> None:
        """Run one child's job; an expected error is logged as a failed child and the next one goes on."""
        with self._logged:
            try:
                self.runs.append(job())
                self._last = _sentence(self.runs[-1])
            except ParatopicError as error:
                self._failed(name, seed, error, "FAILED")
            except Exception as error:
                self._failed(name, seed, error, "FAILED")
                raise
            except BaseException as error:  # Ctrl-C, SIGTERM
                self._failed(name, seed, error, "KILLED")
                raise

    def log(self, folder: Path) -> str:
        """Log a finished run's folder and return its id; where the store is lost, the run stays in its folder."""
        self._logged.enter_context(stop_later())  # a stop comes once the run counts as finished
        try:
            return log_folder(self.client, folder, parent=self.run)
        except StoreLostError:
            self.unlogged.append(folder)
            return ""

    def twin(self, configuration: str) -> tuple[str, Mapping[str, float]] | None:
        """Return the id and metrics of a finished run of this configuration and data, where resuming is asked."""
        if not self.plan.resume:
            return None
        return finished_twin(self.client, self.experiment, configuration, parent=self.run)

    def last(self) -> str:
        """Return what to say of the latest child."""
        return self._last

    def outcome(self) -> Outcome:
        """Return the experiment's outcome; raises the first error where every child failed."""
        if self._errors and not self.runs:
            raise self._errors[0]
        return Outcome(self.plan.name, self.run, tuple(self.runs), tuple(self.failures), tuple(self.unlogged))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self.run and not self.shared:
                self._close(error or (self._errors[0] if self._errors and not self.runs else None))
        finally:
            self._stack.close()

    def _close(self, error: BaseException | None) -> None:
        record = closed(
            self.record,
            metrics=summarise((run.model, run.metrics) for run in self.runs),
            parameters=flat(self.plan.resolved),
            error=error,
        )
        write_record(self.plan.folder, record, name=PARENT_RECORD)
        try:
            close_parent(self.client, self.run, record, folder=self.plan.folder / SUMMARY)
        except Exception:
            self.unlogged.append(self.plan.folder)

    def _failed(self, name: str, seed: int, error: BaseException, status: str) -> None:
        words = reason(error)
        self.failures.append(FailedRun(name, seed, str(error) or words))
        self._last = f"failed: {error}"
        self._errors.append(error)
        tags = {"model": name, "seed": str(seed), "stage": "run", **dict(self.plan.tags)}
        record = RunRecord("", self.plan.name, f"{name} · seed {seed}", {}, {}, tags)
        try:
            failed_child(self.client, self.experiment, self.run, record, status=status, error=words)
        except Exception:
            self.unlogged.append(self.plan.folder)


def parent_record(plan: Plan, partition: Partition | None) -> RunRecord:
    """Return the record of a new parent run."""
    tags = {"stage": "experiment", **source_tags(), **code_version(), **process_tag(), **dict(plan.tags)}
    if plan.note:
        tags["mlflow.note.content"] = plan.note
    return RunRecord(
        key=uuid.uuid4().hex,
        experiment=plan.name,
        name=plan.name,
        parameters={},
        metrics={},
        tags=tags,
        inputs=[] if partition is None else inputs(partition),
        started=int(time.time() * 1000),
    )


def closed(
    record: RunRecord,
    *,
    metrics: dict[str, float],
    parameters: dict[str, str],
    error: BaseException | None,
) -> RunRecord:
    """Return the record with its summary, end and status."""
    killed = isinstance(error, KeyboardInterrupt | SystemExit)
    status = "FINISHED" if error is None else "KILLED" if killed else "FAILED"
    tags = {**record.tags, "status": status, **({} if error is None else {"error": reason(error)})}
    return replace(record, metrics=metrics, parameters=parameters, tags=tags, ended=int(time.time() * 1000))


WORST = ("Worse than elsewhere", "no positive paragraph for")  # said first
SAID = 2  # notes on lines of their own; the model card has them all


def _sentence(run: FinishedRun) -> str:
    metrics = run.metrics
    line = (
        f"macro-F1 {metrics['validation/macro_f1']:.3f} validation, {metrics[HEADLINE]:.3f} test "
        f"[{metrics[HEADLINE + '_low']:.3f}, {metrics[HEADLINE + '_high']:.3f}], "
        f"{metrics['train_seconds']:.0f} s"
    )
    first = sorted(run.warnings, key=lambda one: not any(word in one for word in WORST))
    notes = [f"note: {one}" for one in first[:SAID]]
    more = len(run.warnings) - len(notes)
    return "\n    ".join([line, *notes, *([f"note: {more} more in model_card.md"] if more else [])])
