"""Run an experiment: every model with every seed, each logged under one parent run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from paratopic.bundle.table import build_model, model_class
from paratopic.codebook import Codebook
from paratopic.codebook.cut_down import cut_down
from paratopic.dataset.folds import prepare_folds
from paratopic.dataset.partition import Partition
from paratopic.dataset.prepare import prepare
from paratopic.experiment.curve import Point, at_share, write_curve
from paratopic.experiment.folder import run_tags, write_run
from paratopic.experiment.folds import judge_folds
from paratopic.experiment.outcome import FinishedRun, Outcome
from paratopic.experiment.parent import SUMMARY, Parent
from paratopic.experiment.plan import Plan
from paratopic.tracking.parents import CONFIGURATION
from paratopic.tracking.record import ERRORS
from paratopic.tracking.store import open_store
from paratopic.training.recipe import Trained, train

Say = Callable[[str], None]


def _silent(line: str) -> None:
    """Say nothing."""


def run_experiment(plan: Plan, *, say: Say = _silent) -> Outcome:
    """Load, label, split; then train, judge, write and log each model and seed.

    Everything that can fail early does: the store, the data and all model settings are checked before any
    training. A model that fails is logged as failed and the others go on; if none is left, raises its error.
    """
    for name, parameters in plan.models.items():
        build_model(name, parameters)
    client = open_store(plan.tracking_uri)
    codebook = Codebook.load(plan.codebook)
    folds = _partitions(plan, codebook)
    for line in _describe(plan, folds):
        say(line)
    known = cut_down(codebook, folds[0][1].train.topics)
    points: list[Point] = []
    with Parent(client, plan, folds[0][1]) as parent:
        jobs = _jobs(plan)
        for number, (name, seed, share) in enumerate(jobs, 1):
            label = f"{name} · seed {seed}" + (f" · share {share:g}" if share else "")
            say(f"[{number}/{len(jobs)}] {label} ...")
            if plan.split.kind != "holdout":
                job = partial(judge_folds, plan, folds, known, parent, name, seed, say)
            elif share:
                job = partial(_point, plan, folds[0][1], known, parent, name, seed, share, points)
            else:
                job = partial(_one, plan, folds[0][1], known, parent, name, seed)
            parent.add(name, seed, job)
            say("    " + parent.last())
        if points:
            write_curve(plan.folder / SUMMARY, points, plots=plan.plots)
    return parent.outcome()


def _partitions(plan: Plan, codebook: Codebook) -> list[tuple[str, Partition]]:
    if plan.split.kind == "holdout":
        found = prepare(plan.source, plan.labels, plan.split, codebook=codebook, external=plan.external)
        return [("", found)]
    return prepare_folds(plan.source, plan.labels, plan.split, codebook=codebook, external=plan.external)


def _jobs(plan: Plan) -> list[tuple[str, int, float]]:
    shares = plan.split.train_share or (0.0,)
    return [(name, seed, share) for name in plan.models for share in shares for seed in plan.seeds]


def _point(
    plan: Plan,
    partition: Partition,
    codebook: Codebook | None,
    parent: Parent,
    name: str,
    seed: int,
    share: float,
    points: list[Point],
) -> FinishedRun:
    """Train on a share of the documents: a run like any other, and a point of the learning curve."""
    smaller, sample = at_share(plan, partition, share, seed)
    run = _one(smaller, sample, codebook, parent, name, seed, label=f" · share {share:g}")
    points.append(Point(name, seed, share, len(sample.train) + len(sample.validation), run))
    return replace(run, model=f"{name} share {share:g}")


def _one(
    plan: Plan,
    partition: Partition,
    codebook: Codebook | None,
    parent: Parent,
    name: str,
    seed: int,
    *,
    label: str = "",
) -> FinishedRun:
    started = time.time()
    tags = run_tags(plan, partition, name, model_class(name).family, seed)
    if codebook is not None:
        tags["codebook"] = f"{codebook.name} {codebook.version}"
    twin = parent.twin(tags[CONFIGURATION])
    if twin is not None:
        return FinishedRun(name, seed, twin[0], plan.folder, twin[1], (f"taken from run {twin[0][:8]}",))
    fitted_on = "all documents" if plan.fit_all else "training and validation documents"
    trained: Trained = train(
        name,
        plan.models[name],
        partition,
        decisions=plan.decisions,
        judging=plan.judging,
        seed=seed,
        codebook=codebook,
        provenance={"experiment": plan.name, "fitted_on": fitted_on, **tags},
        fit_all=plan.fit_all,
    )
    folder = plan.folder / f"{name}-seed{seed}{label.replace(' · share ', '-share')}"
    record = write_run(folder, plan, partition, trained, seed=seed, started=started, tags=tags, label=label)
    run = parent.log(folder)
    worse = (record.tags[ERRORS],) if record.metrics["error_analysis/worse_slices"] else ()
    return FinishedRun(name, seed, run, folder, record.metrics, (*worse, *trained.warnings))


def _describe(plan: Plan, folds: Sequence[tuple[str, Partition]]) -> list[str]:
    partition = folds[0][1]
    notes = [f"note: {one}" for one in partition.notes]
    if plan.split.kind == "holdout":
        return [_parts(partition), *notes]
    tested = [len(one.test) for _, one in folds]
    return [
        f"{plan.split.kind}: {len(folds)} folds of {min(tested)} to {max(tested)} paragraphs, "
        f"{sum(tested)} in all; {sum(len(one.near_duplicates) for _, one in folds)} near-duplicate pairs across",
        *notes,
    ]


def _parts(partition: Partition) -> str:
    parts = ", ".join(
        f"{len(part)} {name} ({len(set(part.documents))} documents)" for name, part in partition.parts.items()
    )
    pairs = len(partition.near_duplicates)
    return f"paragraphs: {parts}; {pairs} near-duplicate pair{'s' * (pairs != 1)} across parts"
