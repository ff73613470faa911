"""Decide whether a run may become the champion: better on the same validation paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from paratopic.compare.groups import choose
from paratopic.errors import TrackingError
from paratopic.evaluation.intervals import Interval
from paratopic.evaluation.paired import paired_difference
from paratopic.tracking.predictions import read_predictions
from paratopic.tracking.registry import alias_run, register
from paratopic.tracking.search import LoggedRun, experiment_runs, get_run, latest_experiment
from paratopic.tracking.store import open_store


@dataclass(frozen=True)
class Promotion:
    """What happened: the run, its version, and the paired difference to the old champion if there was one.

    `already` is true where the run was the champion before.
    """

    run: LoggedRun
    version: int
    difference: Interval | None
    already: bool


def promote(
    candidate: str = "best",
    *,
    experiment: str | None = None,
    force: bool = False,
    tracking_uri: str | None = None,
) -> Promotion:
    """Register a run and move the alias champion; raises TrackingError where it is not better (unless `force`).

    `best` is chosen by validation macro-F1 among the runs of `experiment` (default: the latest one).
    """
    client = open_store(tracking_uri)
    champion = alias_run(client)
    if candidate == "best":
        run = choose(experiment_runs(client, experiment or latest_experiment(client)))
    else:
        run = get_run(client, candidate)
    difference = None
    if champion is not None and champion != run.run_id:
        old = get_run(client, champion)
        difference = validation_difference(run, old)
        if difference is not None and _same(run, old, difference) and not force:
            return Promotion(old, register(client, old), difference, already=True)
        if not force:
            _refuse(run, old, difference)
    return Promotion(run, register(client, run), difference, already=champion == run.run_id)


def validation_difference(run: LoggedRun, champion: LoggedRun) -> Interval | None:
    """Return run minus champion in macro-F1 on the validation paragraphs, or None where these differ."""
    new, old = (read_predictions(one, part="validation") for one in (run, champion))
    if new.ids != old.ids or new.topics != old.topics:
        return None
    found = paired_difference(new.targets, new.predictions, old.predictions, new.documents, new.topics)
    return found.difference


def _same(run: LoggedRun, champion: LoggedRun, difference: Interval) -> bool:
    """Tell whether the candidate is the champion trained once more."""
    return run.model == champion.model and difference.estimate == difference.low == difference.high == 0


def _refuse(run: LoggedRun, champion: LoggedRun, difference: Interval | None) -> None:
    names = f"{run.model} (run {run.run_id[:8]}) and the champion {champion.model} ({champion.run_id[:8]})"
    if difference is None:
        raise TrackingError(
            f"{names} were judged on different validation paragraphs, so neither is known to be better; "
            "add --force to promote all the same."
        )
    if difference.estimate <= 0:
        raise TrackingError(
            f"not promoted: {names} differ by {difference.estimate:+.3f} in validation macro-F1 "
            f"[{difference.low:+.3f}, {difference.high:+.3f}], so the champion stays; --force overrules."
        )
