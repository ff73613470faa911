"""Which runs are seeds of one model, and what to call it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from paratopic.errors import TrackingError
from paratopic.tracking.search import LoggedRun

VALIDATION = "validation/macro_f1"
SETTINGS = ("model.", "data.", "labels.", "split.", "thresholds.", "codebook")
MOST_SETTINGS = 3


def choose(runs: Sequence[LoggedRun]) -> LoggedRun:
    """Return the run with the best validation macro-F1; of equals the oldest. The test part has no say."""
    scored = [run for run in runs if VALIDATION in run.metrics]
    if not scored:
        raise TrackingError(f"no run has the metric {VALIDATION}; run the experiment again.")
    return max(scored, key=lambda run: (run.metrics[VALIDATION], -run.ended))


def group_runs(runs: Sequence[LoggedRun]) -> dict[str, list[LoggedRun]]:
    """Return {label: newest run of each seed}; a model with several configurations gets a label for each."""
    newest: dict[tuple[str, str, int], LoggedRun] = {}
    for run in runs:  # newest first
        newest.setdefault((run.model, _configuration(run), run.seed), run)
    by_model: dict[str, dict[str, list[LoggedRun]]] = defaultdict(lambda: defaultdict(list))
    for (model, configuration, _), run in newest.items():
        by_model[model][configuration].append(run)
    found: dict[str, list[LoggedRun]] = {}
    for model, configurations in by_model.items():
        for group in configurations.values():
            label = model if len(configurations) == 1 else f"{model} {_distinct(group[0], configurations)}"
            if label in found:
                label = f"{label} {group[0].run_id[:6]}"
            found[label] = sorted(group, key=lambda run: run.seed)
    return found


def _configuration(run: LoggedRun) -> str:
    chosen = {k: v for k, v in run.parameters.items() if k.startswith(SETTINGS)}
    return str(sorted(chosen.items())) + run.tags.get("data_digest", "")


def _distinct(run: LoggedRun, configurations: Mapping[str, Sequence[LoggedRun]]) -> str:
    """Name what sets this configuration apart, e.g. `C=1.0`; the run's id where nothing readable does."""
    others = [group[0].parameters for group in configurations.values()]
    keys = [
        key
        for key in sorted(run.parameters)
        if key.startswith(SETTINGS) and len({other.get(key) for other in others}) > 1
    ]
    named = " ".join(f"{key.split('.')[-1]}={run.parameters[key]}" for key in keys[:MOST_SETTINGS])
    return named or run.run_id[:6]
