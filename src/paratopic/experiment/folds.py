"""A model judged on all folds of a protocol: a run for each fold, and one for all folds together."""

from __future__ import annotations

import csv
import time
import uuid
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from paratopic.bundle.table import model_class
from paratopic.codebook import Codebook
from paratopic.dataset.examples import join
from paratopic.dataset.partition import Partition
from paratopic.experiment.folder import flat, inputs, judged_metrics, run_tags
from paratopic.experiment.outcome import FinishedRun
from paratopic.experiment.parent import Parent
from paratopic.experiment.plan import Plan
from paratopic.experiment.provenance import source_tags
from paratopic.experiment.tables import write_errors, write_predictions
from paratopic.files.atomic import atomic_text
from paratopic.tracking.record import ARTIFACTS, RunRecord, write_record
from paratopic.training.judge import Decided, Judged, judge
from paratopic.training.recipe import Trained, sentences, train

Folds = Sequence[tuple[str, Partition]]
VALIDATION, MACRO = "validation/macro_f1", "test/macro_f1"


def judge_folds(
    plan: Plan,
    folds: Folds,
    codebook: Codebook | None,
    parent: Parent,
    name: str,
    seed: int,
    say: Callable[[str], None],
) -> FinishedRun:
    """Train and judge a model on each fold, then judge the decisions of all folds as one table.

    The folds' own runs have no intervals and keep no classifier; the pooled run is what `compare` reads.
    """
    started, each = time.time(), []
    tags = run_tags(plan, folds[0][1], name, model_class(name).family, seed) | {"split": plan.split.kind}
    for fold, partition in folds:
        begun = time.time()
        trained = train(
            name,
            plan.models[name],
            partition,
            decisions=plan.decisions,
            judging=replace(plan.judging, draws=0),
            seed=seed,
            codebook=codebook,
            provenance={},
        )
        each.append(trained)
        metrics = {**trained.diagnostics, **judged_metrics(trained.parts)}
        label = f"fold {fold}"
        more = {**tags, "stage": "fold", "fold": fold}
        _write(plan, parent, partition, name, seed, label, trained.parts, metrics, more, begun)
        say(f"    {label}: macro-F1 {metrics[MACRO]:.3f} on {len(partition.test)} paragraphs")
    table = fold_table(folds, each)
    pooled, notes = pool(each, plan)
    metrics = {**judged_metrics({"test": pooled}), **_over_folds(table), **_means(each)}
    folder, run = _write(
        plan, parent, folds[0][1], name, seed, "all folds", {"test": pooled}, metrics, tags, started, table
    )
    return FinishedRun(name, seed, run, folder, metrics, notes)


def pool(each: Sequence[Trained], plan: Plan) -> tuple[Judged, tuple[str, ...]]:
    """Judge the test decisions of all folds as one table, with intervals over documents."""
    parts = [trained.parts["test"] for trained in each]
    examples = parts[0].examples
    for part in parts[1:]:
        examples = join(examples, part.examples)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pooled = judge(
            examples,
            np.concatenate([part.probabilities for part in parts]),
            np.concatenate([part.predictions for part in parts]),
            plan.judging,
        )
    return pooled, sentences(caught)


def fold_table(folds: Folds, each: Sequence[Trained]) -> list[dict[str, str | float]]:
    """Return one row a fold: what was learned from, what was judged, and how well."""
    return [_row(fold, part, one.parts["test"]) for (fold, part), one in zip(folds, each, strict=True)]


def _row(fold: str, partition: Partition, judged: Judged) -> dict[str, str | float]:
    return {
        "fold": fold,
        "learned_paragraphs": len(partition.train) + len(partition.validation),
        "documents": len(set(partition.test.documents)),
        "paragraphs": len(partition.test),
        "macro_f1": judged.metrics["macro_f1"],
        "micro_f1": judged.metrics["micro_f1"],
        **{f"f1/{topic}": judged.metrics[f"f1/{topic}"] for topic in partition.test.topics},
    }


def _over_folds(table: Sequence[Mapping[str, str | float]]) -> dict[str, float]:
    """Return mean, spread and ends of macro-F1 over folds; a fold without some topic counts it as 0."""
    values = np.array([float(row["macro_f1"]) for row in table])
    return {
        "folds": float(len(values)),
        "folds/macro_f1_mean": float(values.mean()),
        "folds/macro_f1_sd": float(values.std(ddof=1)) if len(values) > 1 else 0.0,
        "folds/macro_f1_lowest": float(values.min()),
        "folds/macro_f1_highest": float(values.max()),
    }


def _means(each: Sequence[Trained]) -> dict[str, float]:
    validation = float(np.mean([one.parts["validation"].metrics["macro_f1"] for one in each]))
    return {VALIDATION: validation, "train_seconds": sum(one.diagnostics["train_seconds"] for one in each)}


def _write(
    plan: Plan,
    parent: Parent,
    partition: Partition,
    name: str,
    seed: int,
    label: str,
    parts: Mapping[str, Decided],
    metrics: dict[str, float],
    tags: Mapping[str, str],
    started: float,
    table: Sequence[Mapping[str, str | float]] = (),
) -> tuple[Path, str]:
    """Write and log a run without a classifier; return its folder and id."""
    place = label.replace(" ", "-").replace("/", "-")
    folder = plan.folder / f"{name}-seed{seed}-{place}"
    (folder / ARTIFACTS).mkdir(parents=True, exist_ok=True)
    write_predictions(folder / ARTIFACTS / "predictions.csv", parts)
    write_errors(folder / ARTIFACTS / "errors.csv", parts)
    if table:
        with atomic_text(folder / ARTIFACTS / "folds.csv") as stream:
            writer = csv.DictWriter(stream, list(table[0]))
            writer.writeheader()
            writer.writerows(table)
    record = RunRecord(
        key=uuid.uuid4().hex,
        experiment=plan.name,
        name=f"{name} · seed {seed} · {label}",
        parameters=flat({**plan.resolved, "model": plan.models[name], "seed": seed}),
        metrics=metrics,
        tags={**source_tags(), **tags},
        inputs=inputs(partition),
        started=int(started * 1000),
        ended=int(time.time() * 1000),
    )
    write_record(folder, record)
    return folder, parent.log(folder)
