"""A search: Optuna suggests values, each trial is an ordinary experiment under one parent run.

Everything is in the study's folder: `study.db` (Optuna's own SQLite file), `parent.json`, a folder a trial, and
`summary/`. The same command again goes on where it stopped.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paratopic.config.asked import Search
from paratopic.config.compose import compose_config
from paratopic.config.plan import to_plan
from paratopic.config.space import chosen, split_overrides
from paratopic.config.study import ask, open_study
from paratopic.config.workers import run_workers
from paratopic.errors import ConfigError, ParatopicError
from paratopic.experiment.parent import closed
from paratopic.experiment.provenance import code_version, source_tags
from paratopic.experiment.run import run_experiment
from paratopic.experiment.searched import Searched, summarise_search
from paratopic.stops import stop_later, terminate_as_exception
from paratopic.tracking.parents import close_parent, reopen_parent
from paratopic.tracking.process import process_tag
from paratopic.tracking.record import PARENT_RECORD, RunRecord, read_record, write_record
from paratopic.tracking.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratopic.experiment.plan import Plan

OBJECTIVE = "validation/macro_f1"
Say = Callable[[str], None]


def search(
    *overrides: str, name: str | None = None, trials: int, jobs: int = 1, timeout: float | None = None,
    folder: str | Path | None = None, say: Say = print,
) -> Searched:  # fmt: skip
    """Search the values with several candidates for the best mean validation macro-F1 over the seeds.

    `timeout` (seconds) starts no further trial. Raises ConfigError at a space or study that can't be used,
    MissingExtraError without Optuna, and the trials' error where every one failed.
    """
    asked = _settings(overrides, name, trials, jobs, timeout, folder)
    plan = _plan(asked, {one.key: one.choices[0] if one.choices else one.low for one in asked.space}, 0)
    study = open_study(asked)
    client = open_store(plan.tracking_uri)
    record = _parent(asked, plan)
    write_record(asked.folder, record, name=PARENT_RECORD)
    with terminate_as_exception(), _parent_run(asked, record, client) as run:
        if jobs > 1:
            run_workers(asked, work)
        else:
            work(asked, say=say)
    return summarise_search(study, asked.folder / "summary", run=run)


def work(asked: Search, *, say: Say = print, worker: int = 0) -> None:
    """Run trials until enough are done; a trial that fails is noted and the next one goes on."""
    from optuna.trial import TrialState

    study = open_study(asked, worker=worker)
    while (trial := ask(study, asked)) is not None:
        with stop_later():
            values = {one.key: one.suggest(trial) for one in asked.space}
        line = f"trial {trial.number}: {' '.join(chosen(values))} ..."
        try:
            score, pruned = _run(asked, trial, values)
        except ParatopicError as error:
            trial.set_user_attr("error", str(error))
            study.tell(trial, state=TrialState.FAIL)
            say(f"{line} failed: {error}")
        except BaseException:  # Ctrl-C, SIGTERM: the next start takes these values up again
            study.tell(trial, state=TrialState.FAIL)
            study.enqueue_trial(values)
            raise
        else:
            study.tell(trial, score if not pruned else None, state=TrialState.PRUNED if pruned else None)
            say(f"{line} validation macro-F1 {score:.3f}{' (pruned)' if pruned else ''}")


def _run(asked: Search, trial: Any, values: dict[str, Any]) -> tuple[float, bool]:
    """Return the mean score over seeds, and whether the trial was pruned before its last seed."""
    plan = _plan(asked, values, trial.number)
    scores: list[float] = []
    runs: list[str] = []
    for step, seed in enumerate(plan.seeds):
        outcome = run_experiment(replace(plan, seeds=(seed,)))
        scores.append(outcome.runs[0].metrics[OBJECTIVE])
        runs.append(outcome.runs[0].run_id)
        mean = sum(scores) / len(scores)
        with stop_later():
            trial.report(mean, step)
            trial.set_user_attr("runs", runs)
            trial.set_user_attr("test", outcome.runs[0].metrics["test/macro_f1"])
            hopeless = step + 1 < len(plan.seeds) and trial.should_prune()
        if hopeless:
            return mean, True
    return mean, False


def _plan(asked: Search, values: dict[str, Any], trial: int) -> Plan:
    overrides = [*asked.fixed, *chosen(values)]
    config, choices = compose_config(overrides)
    keys = [text.lstrip("+~").split("=")[0] for text in overrides]
    plan = to_plan(config, choices=choices, chosen=keys, folder=asked.folder / str(trial))
    if len(plan.models) != 1:
        raise ConfigError("a search takes one model; pick it with model=NAME.")
    return replace(plan, name=asked.name, resume=True, tags={**plan.tags, "trial": str(trial)})


def _settings(
    overrides: tuple[str, ...], name: str | None, trials: int, jobs: int, timeout: float | None,
    folder: str | Path | None,
) -> Search:  # fmt: skip
    if trials < 1 or jobs < 1:
        raise ConfigError(f"expected at least one trial and one job, found {trials} and {jobs}.")
    fixed, space = split_overrides(overrides)
    called = name or f"search_{compose_config(fixed)[0].name}"
    place = Path(folder) if folder else Path("outputs") / "search" / called
    place.mkdir(parents=True, exist_ok=True)
    stop_at = None if timeout is None else time.time() + timeout
    return Search(called, tuple(fixed), space, trials, jobs, place.resolve(), stop_at)


def _parent(asked: Search, plan: Plan) -> RunRecord:
    """Return the record of the study's parent run: that of an earlier start, or a new one."""
    if (asked.folder / PARENT_RECORD).is_file():
        record = read_record(asked.folder, name=PARENT_RECORD)
        kept = {key: value for key, value in record.tags.items() if key not in {"status", "error"}}
        return replace(record, tags={**kept, **process_tag()})
    searched = " ".join(one.key for one in asked.space)
    tags = {"stage": "experiment", "search": "true", **source_tags(), **code_version(), **process_tag()}
    return RunRecord(
        key=uuid.uuid4().hex,
        experiment=asked.name,
        name=f"search · {searched}",
        parameters={"fixed": " ".join(asked.fixed), "space": json.dumps([str(one) for one in asked.space])},
        metrics={},
        tags={**tags, **plan.tags, "trial": "all"},
        started=int(time.time() * 1000),
    )


@contextmanager
def _parent_run(asked: Search, record: RunRecord, client: Any) -> Iterator[str]:
    """Give the parent's run and end it with its summary, however the search ends."""
    error: BaseException | None = None
    run = ""
    try:
        with stop_later():
            run = reopen_parent(client, record)
        yield run
    except BaseException as caught:
        error = caught
        raise
    finally:
        if run:
            _close(asked, record, run, client, error)


def _close(asked: Search, record: RunRecord, run: str, client: Any, error: BaseException | None) -> None:
    found = summarise_search(open_study(asked), asked.folder / "summary", run=run)
    if error is None and found.best is None:
        error = ParatopicError(f"every trial failed; the last one: {found.last_error}")
    end = closed(record, metrics=found.metrics(), parameters=record.parameters, error=error)
    end = replace(end, tags={**end.tags, **found.tags()})
    write_record(asked.folder, end, name=PARENT_RECORD)
    close_parent(client, run, end, folder=asked.folder / "summary", tags=found.tags())
    if found.best is None and isinstance(error, ParatopicError):
        raise error
