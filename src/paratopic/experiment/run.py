"""Run an experiment: every model with every seed, each logged under one parent run."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from paratopic.bundle.table import build_model, model_class
from paratopic.codebook import Codebook
from paratopic.dataset.partition import Partition
from paratopic.dataset.prepare import prepare
from paratopic.experiment.folder import run_tags, write_run
from paratopic.experiment.outcome import FinishedRun, Outcome
from paratopic.experiment.parent import Parent
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
    partition = prepare(plan.source, plan.labels, plan.split, codebook=codebook, external=plan.external)
    say(_describe(partition))
    known = codebook if codebook.topics == partition.train.topics else None
    with Parent(client, plan, partition) as parent:
        for number, (name, seed) in enumerate(_jobs(plan), 1):
            say(f"[{number}/{len(_jobs(plan))}] {name} · seed {seed} ...")
            job = partial(_one, plan, partition, known, parent, name, seed)
            parent.add(name, seed, job)
            say("    " + parent.last())
    return parent.outcome()


def _jobs(plan: Plan) -> list[tuple[str, int]]:
    return [(name, seed) for name in plan.models for seed in plan.seeds]


def _one(
    plan: Plan,
    partition: Partition,
    codebook: Codebook | None,
    parent: Parent,
    name: str,
    seed: int,
) -> FinishedRun:
    started = time.time()
    tags = run_tags(plan, partition, name, model_class(name).family, seed)
    if codebook is not None:
        tags["codebook"] = f"{codebook.name} {codebook.version}"
    twin = parent.twin(tags[CONFIGURATION])
    if twin is not None:
        return FinishedRun(name, seed, twin[0], plan.folder, twin[1], (f"taken from run {twin[0][:8]}",))
    trained: Trained = train(
        name,
        plan.models[name],
        partition,
        decisions=plan.decisions,
        judging=plan.judging,
        seed=seed,
        codebook=codebook,
        provenance={"experiment": plan.name, **tags},
    )
    folder = plan.folder / f"{name}-seed{seed}"
    record = write_run(folder, plan, partition, trained, seed=seed, started=started, tags=tags)
    run = parent.log(folder)
    worse = (record.tags[ERRORS],) if record.metrics["error_analysis/worse_slices"] else ()
    return FinishedRun(name, seed, run, folder, record.metrics, (*worse, *trained.warnings))


def _describe(partition: Partition) -> str:
    parts = ", ".join(
        f"{len(part)} {name} ({len(set(part.documents))} documents)" for name, part in partition.parts.items()
    )
    pairs = len(partition.near_duplicates)
    return f"paragraphs: {parts}; {pairs} near-duplicate pair{'s' * (pairs != 1)} across parts"
