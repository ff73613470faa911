"""The parent run of an experiment: it collects its children and always ends with the right status."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from paratopic.dataset.partition import Partition
from paratopic.errors import ParatopicError
from paratopic.experiment.folder import flat, inputs
from paratopic.experiment.outcome import FailedRun, FinishedRun, Outcome
from paratopic.experiment.plan import Plan
from paratopic.experiment.provenance import code_version
from paratopic.tracking.experiments import experiment_id
from paratopic.tracking.inputs import dataset_inputs
from paratopic.tracking.log import end_run, log_values, start_run
from paratopic.tracking.record import RunRecord

if TYPE_CHECKING:
    from paratopic.tracking.store import Store

HEADLINE = "test/macro_f1"


class Parent:
    """A context around the children: FINISHED, or FAILED or KILLED with the error as a tag."""

    def __init__(self, client: Store, plan: Plan, partition: Partition) -> None:
        self.client, self.plan, self.partition = client, plan, partition
        self.runs: list[FinishedRun] = []
        self.failures: list[FailedRun] = []
        self._errors: list[Exception] = []
        self._last = ""

    def __enter__(self) -> Self:
        self.experiment = experiment_id(self.client, self.plan.name)
        tags = {"stage": "experiment", **code_version(), **dict(self.plan.tags)}
        if self.plan.note:
            tags["mlflow.note.content"] = self.plan.note
        record = RunRecord("", self.plan.name, self.plan.name, {}, {}, tags, started=int(time.time() * 1000))
        self.run = start_run(self.client, record, self.experiment)
        self.client.log_inputs(self.run, datasets=dataset_inputs(inputs(self.partition)))
        return self

    def add(self, name: str, seed: int, job: Callable[[], FinishedRun]) -> None:
        """Run one child's job; an expected error is logged as a failed child and the next one goes on."""
        try:
            self.runs.append(job())
            self._last = _sentence(self.runs[-1])
        except Exception as error:
            self._failed(name, seed, error)
            if not isinstance(error, ParatopicError):
                raise

    def _failed(self, name: str, seed: int, error: Exception) -> None:
        tags = {"model": name, "seed": str(seed), "stage": "run", **dict(self.plan.tags)}
        record = RunRecord("", self.plan.name, f"{name} · seed {seed}", {}, {}, tags)
        child = start_run(self.client, record, self.experiment, parent=self.run)
        end_run(self.client, child, "FAILED", error=error)
        self.failures.append(FailedRun(name, seed, str(error)))
        self._last = f"failed: {error}"
        self._errors.append(error)

    def last(self) -> str:
        """Return what to say of the latest child."""
        return self._last

    def outcome(self) -> Outcome:
        """Return the experiment's outcome; raises the first error where every child failed."""
        if self._errors and not self.runs:
            raise self._errors[0]
        return Outcome(self.plan.name, self.run, tuple(self.runs), tuple(self.failures))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self.runs:
            log_values(
                self.client,
                self.run,
                metrics=summarise(self.runs),
                parameters=flat(self.plan.resolved),
            )
            end_run(self.client, self.run, "FINISHED")
            return
        killed = isinstance(error, KeyboardInterrupt | SystemExit)
        cause = error or (self._errors[0] if self._errors else None)
        end_run(self.client, self.run, "KILLED" if killed else "FAILED", error=cause)


def _sentence(run: FinishedRun) -> str:
    metrics = run.metrics
    line = (
        f"macro-F1 {metrics['validation/macro_f1']:.3f} validation, {metrics[HEADLINE]:.3f} test "
        f"[{metrics[HEADLINE + '_low']:.3f}, {metrics[HEADLINE + '_high']:.3f}], "
        f"{metrics['train_seconds']:.0f} s"
    )
    return "\n    ".join([line, *(f"note: {one}" for one in run.warnings)])


def summarise(runs: Sequence[FinishedRun]) -> dict[str, float]:
    """Return for each model the mean and, with several seeds, the spread (sd) of its headline metrics."""
    found: dict[str, float] = {}
    for model in dict.fromkeys(run.model for run in runs):
        for metric in ("validation/macro_f1", HEADLINE):
            values = [run.metrics[metric] for run in runs if run.model == model]
            found[f"{model}/{metric}"] = float(np.mean(values))
            if len(values) > 1:
                found[f"{model}/{metric}_sd"] = float(np.std(values, ddof=1))
    return found
