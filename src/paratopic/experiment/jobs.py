"""What the jobs of a sweep leave behind, and what their parent makes of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from paratopic.experiment.outcome import Outcome
from paratopic.experiment.summary import SUMMARISED, summarise
from paratopic.files.atomic import atomic_text, write_text

JOB = "job.json"
TABLE = "sweep.csv"


@dataclass(frozen=True)
class Job:
    """One job of a sweep: its overrides, its runs (model, seed, run, headline metrics) and its errors."""

    number: str
    overrides: tuple[str, ...]
    runs: tuple[Mapping[str, Any], ...] = ()
    errors: tuple[str, ...] = ()
    unlogged: bool = False

    @property
    def label(self) -> str:
        """Return what sets the job apart from the others, its seed left out."""
        kept = [one for one in self.overrides if not one.startswith(("seed=", "seeds="))]
        return " ".join(kept).replace("=", ":") or "default"


def write_job(folder: Path, number: str, overrides: Sequence[str], outcome: Outcome | str) -> Job:
    """Write a job's outcome, or its error, into its folder."""
    if isinstance(outcome, str):
        job = Job(number, tuple(overrides), errors=(outcome,))
    else:
        runs = tuple(
            {
                "model": run.model,
                "seed": run.seed,
                "run": run.run_id,
                "metrics": {name: run.metrics[name] for name in SUMMARISED if name in run.metrics},
            }
            for run in outcome.runs
        )
        errors = tuple(f"{one.model} · seed {one.seed}: {one.error}" for one in outcome.failures)
        job = Job(number, tuple(overrides), runs, errors, bool(outcome.unlogged))
    write_text(folder / JOB, json.dumps(asdict(job), ensure_ascii=False, indent=1) + "\n")
    return job


@dataclass(frozen=True)
class Sweep:
    """All jobs of a sweep's folder, in order."""

    jobs: tuple[Job, ...] = field(default=())

    @classmethod
    def read(cls, folder: Path) -> Sweep:
        """Read what the jobs have written so far."""
        found = []
        for path in folder.glob(f"*/{JOB}"):
            stored = json.loads(path.read_text(encoding="utf-8"))
            found.append(
                Job(
                    number=stored["number"],
                    overrides=tuple(stored["overrides"]),
                    runs=tuple(stored["runs"]),
                    errors=tuple(stored["errors"]),
                    unlogged=stored["unlogged"],
                )
            )
        return cls(tuple(sorted(found, key=lambda job: (len(job.number), job.number))))

    @property
    def failed(self) -> list[Job]:
        """Return the jobs with an error."""
        return [job for job in self.jobs if job.errors]

    def metrics(self) -> dict[str, float]:
        """Return mean and spread over seeds of every combination, the best, and how many jobs failed."""
        pairs = [(f"{job.label} {run['model']}", run["metrics"]) for job in self.jobs for run in job.runs]
        counts = {"jobs": float(len(self.jobs)), "jobs_failed": float(len(self.failed))}
        return {**summarise(pairs), **counts}

    def write_table(self, folder: Path) -> Path:
        """Write one row a run or failed job as sweep.csv; return its path."""
        with atomic_text(folder / TABLE) as stream:
            writer = csv.writer(stream)
            writer.writerow(["job", "overrides", "model", "seed", *SUMMARISED, "run", "error"])
            for job in self.jobs:
                writer.writerows(_rows(job))
        return folder / TABLE


def _rows(job: Job) -> list[list[str]]:
    start = [job.number, " ".join(job.overrides)]
    rows = [
        [
            *start,
            str(run["model"]),
            str(run["seed"]),
            *(_figure(run["metrics"].get(name)) for name in SUMMARISED),
            str(run["run"]),
            "",
        ]
        for run in job.runs
    ]
    return rows + [[*start, "", "", "", "", "", error] for error in job.errors]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
