"""What a search found: the best values, a table of the trials, how the score rose, which values matter."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paratopic.files.atomic import atomic_text
from paratopic.reports.search_plots import write_history_plot, write_importance_plot


@dataclass(frozen=True)
class Searched:
    """The outcome: the best trial's number, values and mean validation macro-F1; trials by state.

    `importances` are shares of the score's variance (fANOVA, Hutter et al. 2014), empty below three whole trials.
    """

    run: str
    best: int | None
    score: float
    test: float
    values: Mapping[str, Any]
    counts: Mapping[str, int]
    importances: Mapping[str, float] = field(default_factory=dict)
    last_error: str = ""

    def metrics(self) -> dict[str, float]:
        """Return the figures of the parent run."""
        counts = {name if name == "trials" else f"trials_{name}": float(n) for name, n in self.counts.items()}
        if self.best is None:
            return counts
        best = {"best/validation/macro_f1": self.score, "best/test/macro_f1": self.test}
        return {**best, **counts, **{f"importance/{key}": value for key, value in self.importances.items()}}

    def tags(self) -> dict[str, str]:
        """Return the best trial's number and values as tags."""
        return {} if self.best is None else {"best": self.overrides(), "best_trial": str(self.best)}

    def overrides(self) -> str:
        """Return the best values as `paratopic run` takes them."""
        return " ".join(shlex.quote(f"{key}={value}") for key, value in self.values.items())


def summarise_search(study: Any, folder: Path, *, run: str) -> Searched:
    """Write trials.csv, history.svg and importance.svg into `folder` and return the outcome."""
    trials = study.get_trials(deepcopy=False)
    whole = [one for one in trials if one.state.name == "COMPLETE"]
    best = max(whole, key=lambda one: (one.value, -one.number), default=None)
    failed = [one for one in trials if "error" in one.user_attrs]
    pruned = [one for one in trials if one.state.name == "PRUNED"]
    counts = {"trials": len(whole) + len(pruned) + len(failed), "pruned": len(pruned), "failed": len(failed)}
    folder.mkdir(parents=True, exist_ok=True)
    _write_trials(folder / "trials.csv", trials)
    importances = _importances(study, whole)
    if whole:
        write_history_plot(folder / "history.svg", [(one.number, one.value) for one in whole])
    if importances:
        write_importance_plot(folder / "importance.svg", importances)
    return Searched(
        run=run,
        best=None if best is None else best.number,
        score=float("nan") if best is None else float(best.value),
        test=float("nan") if best is None else float(best.user_attrs["test"]),
        values={} if best is None else best.params,
        counts=counts,
        importances=importances,
        last_error=failed[-1].user_attrs["error"] if failed else "none was started",
    )


def _importances(study: Any, whole: list[Any]) -> dict[str, float]:
    if len(whole) < 3 or len({one.value for one in whole}) < 2:
        return {}
    from optuna.importance import FanovaImportanceEvaluator, get_param_importances

    with suppress(ValueError, RuntimeError):
        found = get_param_importances(study, evaluator=FanovaImportanceEvaluator(seed=0))
        return {key: float(value) for key, value in found.items()}
    return {}


def _write_trials(path: Path, trials: list[Any]) -> None:
    keys = list(dict.fromkeys(key for one in trials for key in one.params))
    with atomic_text(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(["trial", "state", "validation_macro_f1", *keys, "seconds", "runs", "error"])
        for one in trials:
            if one.state.name == "WAITING":
                continue
            value = (
                one.value
                if one.value is not None
                else max(one.intermediate_values.items(), default=("", ""))[1]
            )
            seconds = "" if one.duration is None else f"{one.duration.total_seconds():.1f}"
            attributes = one.user_attrs
            state = (
                one.state.name.lower() if "error" in attributes or one.state.name != "FAIL" else "interrupted"
            )
            cells = [one.number, state, value, *(one.params.get(key, "") for key in keys), seconds]
            writer.writerow([*cells, " ".join(attributes.get("runs", [])), attributes.get("error", "")])
