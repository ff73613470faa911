"""A learning curve: the same test part, more and more documents to learn from."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paratopic.dataset.folds import sampled
from paratopic.dataset.partition import Partition
from paratopic.experiment.outcome import FinishedRun
from paratopic.experiment.plan import Plan
from paratopic.files.atomic import atomic_text

COLUMNS = ("test/macro_f1", "test/macro_f1_low", "test/macro_f1_high", "test/micro_f1", "validation/macro_f1")


@dataclass(frozen=True)
class Point:
    """One run of a curve: the share, and the paragraphs that were learned from."""

    model: str
    seed: int
    share: float
    learned: int
    run: FinishedRun


def at_share(plan: Plan, partition: Partition, share: float, seed: int) -> tuple[Plan, Partition]:
    """Return plan and partition of one point; each seed draws other documents, nested over the shares."""
    split = {**plan.resolved["split"], "train_share": share}
    return replace(plan, resolved={**plan.resolved, "split": split}), sampled(partition, share, seed=seed)


def write_curve(folder: Path, points: Sequence[Point], *, plots: bool) -> None:
    """Write learning_curve.csv, a row a run, and its plot."""
    with atomic_text(folder / "learning_curve.csv") as stream:
        writer = csv.writer(stream)
        writer.writerow(["model", "seed", "share", "learned_paragraphs", *COLUMNS])
        for one in points:
            figures = [f"{one.run.metrics[name]:.4f}" for name in COLUMNS]
            writer.writerow([one.model, one.seed, f"{one.share:g}", one.learned, *figures])
    if plots:
        from paratopic.reports.learning import write_learning_plot

        rows = [_row(one) for one in points]
        write_learning_plot(folder / "learning_curve.svg", rows)


def _row(one: Point) -> tuple[str, float, int, float, float, float]:
    value, low, high = (one.run.metrics[name] for name in COLUMNS[:3])
    return one.model, one.share, one.learned, value, low, high
