"""The simulation study of coverage, bias and width, on corpora with known truth.

Run it with `python -m paratopic.estimate.simulate -o experiments/080_estimate_simulation`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate import contrasts, estimators
from paratopic.estimate.assemble import cells
from paratopic.estimate.estimators import Fit
from paratopic.estimate.method import ESTIMATORS
from paratopic.estimate.plot import save
from paratopic.estimate.saerens import saerens
from paratopic.estimate.scenarios import SCENARIOS, Scenario, World, draw_sample, make_world
from paratopic.estimate.spread import DesignSpread, ProcessSpread, Spread
from paratopic.estimate.without_gold import naive
from paratopic.evaluation.checks import Floats
from paratopic.files.atomic import atomic_text

LEVEL = 0.95
METHODS = ("naive", "rogan_gladen", "quantify", "gold", "dsl", "ppi")
REFUSED = [(float("nan"),) * 3] * 3
WHAT = ("all", "g0", "g2 − g0")


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the table: how a method did over all replications."""

    scenario: str
    coded: int
    method: str
    of: str
    assumptions_hold: bool
    replications: int
    refused: int
    coverage: float
    bias: float
    error: float
    width: float
    relative_width: float


def simulate(
    scenarios: Sequence[Scenario] = SCENARIOS,
    sizes: Sequence[int] = (200, 400, 1000),
    *,
    replications: int = 2000,
    seed: int = 1,
    workers: int = 1,
    progress: Callable[[str], None] = lambda line: None,
) -> list[Cell]:
    """Repeat: write a corpus, draw a sample, estimate. Coverage, bias, root mean square error and mean width."""
    jobs = [(scenario, size) for scenario in scenarios for size in sizes]
    run = partial(_job, replications=replications, seed=seed)
    if workers == 1:
        done: Iterable[list[Cell]] = map(run, jobs)
        return _collect(jobs, done, progress)
    with ProcessPoolExecutor(workers) as pool:
        return _collect(jobs, pool.map(run, jobs), progress)


def _collect(jobs: Sequence[tuple[Scenario, int]], done: Iterable[list[Cell]], progress: Any) -> list[Cell]:
    table: list[Cell] = []
    for (scenario, size), found in zip(jobs, done, strict=True):
        progress(f"{scenario.name}, {size} coded")
        table += found
    return table


def _job(job: tuple[Scenario, int], *, replications: int, seed: int) -> list[Cell]:
    """Return the rows of one scenario and sample size, over `replications` corpora."""
    scenario, size = job
    rng = np.random.default_rng([seed, size, *scenario.name.encode()])
    found = np.array([_replication(scenario, size, rng) for _ in range(replications)])
    return [
        _cell(scenario, size, method, what, found[:, i, j], found[:, METHODS.index("gold"), j])
        for i, method in enumerate(METHODS)
        for j, what in enumerate(WHAT)
    ]


def _replication(scenario: Scenario, size: int, rng: np.random.Generator) -> Floats:
    """Return (methods, what, 3): error, hit, width."""
    world = make_world(scenario, rng)
    sample = draw_sample(world, scenario, size, rng)
    corpus, groups = world.corpus, len(world.corpus.groups)
    if np.bincount(sample.group, minlength=groups).min() < 2:  # as `design` refuses
        return np.array([REFUSED] * len(METHODS))
    spread: Spread = (
        ProcessSpread(sample, corpus) if scenario.target == "process" else DesignSpread(sample, groups)
    )
    one = estimators.problem(corpus, sample, 0, predictor="probability")
    prior = scenario.prevalence if scenario.prior is None else scenario.prior
    fits = {"naive": naive(corpus, 0), "quantify": _quantify(world, prior)}
    for name in METHODS:
        if name in ESTIMATORS:
            with suppress(EstimateError):  # a refusal is counted
                fits[name] = ESTIMATORS[name](one, corpus, sample, spread)
    return np.array([_judge(fits[method], world) if method in fits else REFUSED for method in METHODS])


def _quantify(world: World, prior: float) -> Fit:
    found = [saerens(world.p[world.group == g], prior) for g in range(len(world.corpus.groups))]
    share, variance = np.array(found).T
    return Fit(share, np.diag(variance), np.full(len(share), 1e9), np.ones(len(share)), np.zeros(len(share)))


def _judge(fit: Fit, world: World) -> list[tuple[float, float, float]]:
    truth = world.truth
    every = [weights for _, weights in cells(world.corpus)]
    targets = [(every[0], truth[0]), (every[1], truth[1]), (every[3] - every[1], truth[3] - truth[1])]
    result = []
    for weights, true in targets:
        one = contrasts.combine(fit, weights, level=LEVEL)
        result.append((one.value - true, float(one.low <= true <= one.high), one.high - one.low))
    return result


def _cell(scenario: Scenario, size: int, method: str, what: str, found: Floats, gold: Floats) -> Cell:
    answered = ~np.isnan(found[:, 0])
    error, hit, width = found[answered].T
    return Cell(
        scenario.name,
        size,
        method,
        what,
        method in scenario.valid,
        len(found),
        int((~answered).sum()),
        float(hit.mean()),
        float(error.mean()),
        float(np.sqrt(np.mean(error**2))),
        float(width.mean()),
        float(width.mean() / gold[answered, 2].mean()),
    )


def summary(table: Sequence[Cell]) -> list[dict[str, str]]:
    """Return one row a scenario and size: coverage of each method for all paragraphs, and of the difference.

    An asterisk marks a method whose assumptions do not hold there; widths are relative to the sample alone.
    """
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for one in table:
        row = rows.setdefault((one.scenario, one.coded), {"scenario": one.scenario, "coded": str(one.coded)})
        mark = "" if one.assumptions_hold else "*"
        if one.of == "all":
            row[one.method] = f"{one.coverage:.3f}{mark}"
        if one.of == WHAT[2] and one.method in {"naive", "dsl", "ppi"}:
            row[f"{one.method}, difference"] = f"{one.coverage:.3f}{mark}"
        if one.of == "all" and one.method in {"dsl", "ppi"}:
            row[f"{one.method}, width"] = f"{one.relative_width:.2f}"
        if one.of == "all" and one.method == "naive":
            row["naive, bias"] = f"{100 * one.bias:+.1f}"
    return list(rows.values())


def write_results(folder: Path, table: Sequence[Cell]) -> None:
    """Write results.csv, the summary, and cells.csv, every cell rounded to what the replications support."""
    rows = summary(table)
    with atomic_text(folder / "results.csv") as stream:
        short = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        short.writeheader()
        short.writerows(rows)
    with atomic_text(folder / "cells.csv") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*Cell.__slots__])
        for one in table:
            values = [getattr(one, name) for name in Cell.__slots__]
            writer.writerow([f"{value:.4f}" if isinstance(value, float) else value for value in values])


def figure(table: Sequence[Cell]) -> Any:
    """Return a matplotlib figure: coverage by scenario and method, for all paragraphs."""
    from matplotlib.figure import Figure

    names = list(dict.fromkeys(one.scenario for one in table))
    drawing = Figure(figsize=(9, 4.2), layout="constrained")
    axes = drawing.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    styles = {
        "naive": ("#b0442b", "x"),
        "gold": ("#8a8a8a", "s"),
        "dsl": ("#2f7d4f", "^"),
        "ppi": ("#1f5f8b", "o"),
    }
    for method, (colour, mark) in styles.items():
        rows = [one for one in table if one.method == method and one.of == "all"]
        places = [len(names) - names.index(one.scenario) for one in rows]
        axes[0].plot([one.coverage for one in rows], places, mark, color=colour, label=method, alpha=0.7)
        if method in {"dsl", "ppi"}:
            axes[1].plot([one.relative_width for one in rows], places, mark, color=colour, alpha=0.7)
    axes[0].set_yticks(range(len(names), 0, -1), names)
    axes[0].axvspan(0.93, 0.97, color="#dddddd", zorder=0)
    axes[0].set_xlabel("coverage of 95 % intervals (grey: 93 to 97 %)")
    axes[0].legend(frameon=False, fontsize=8)
    axes[1].axvline(1, color="#8a8a8a", linewidth=1)
    axes[1].set_xlabel("width, sample alone = 1")
    axes[1].set_xlim(0, 1.1)
    return drawing


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and write results.csv, cells.csv and coverage.svg."""
    import sys

    parser = argparse.ArgumentParser(prog="python -m paratopic.estimate.simulate", description=main.__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the results")
    parser.add_argument("--replications", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(arguments)
    table = simulate(
        replications=asked.replications,
        seed=asked.seed,
        workers=asked.workers,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    write_results(asked.output, table)
    save(figure(table), asked.output / "coverage.svg", form="svg")


if __name__ == "__main__":
    main()
