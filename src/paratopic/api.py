"""The Python twins of `paratopic run` and of the shipped corpus."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasets import DatasetDict

    from paratopic.experiment.outcome import Outcome


def run(*overrides: str, folder: str | Path | None = None) -> Outcome:
    """Run a configured experiment, e.g. `run("experiment=demo", "seed=2")`, and return its outcome.

    `folder` takes the runs' folders (default: a new one under outputs/). Raises ParatopicError as the command
    does.
    """
    from paratopic.config.compose import compose_config
    from paratopic.config.plan import to_plan
    from paratopic.experiment.run import run_experiment

    config, choices = compose_config(overrides)
    stamp = datetime.now().strftime("%Y-%m-%d_%H-%M-%S-%f")
    chosen = [text.lstrip("+~").split("=")[0] for text in overrides]
    place = Path(folder) if folder else Path("outputs") / str(config.name) / stamp
    return run_experiment(to_plan(config, choices=choices, chosen=chosen, folder=place))


def load_dataset(*overrides: str) -> DatasetDict:
    """Return a configured data set, split, as a `datasets.DatasetDict`; without overrides the shipped corpus."""
    from paratopic.codebook import Codebook
    from paratopic.config.compose import compose_config
    from paratopic.config.plan import to_plan
    from paratopic.dataset.prepare import prepare

    config, choices = compose_config(overrides)
    plan = to_plan(config, choices=choices, chosen=[], folder=Path())
    codebook = Codebook.load(plan.codebook)
    return prepare(plan.source, plan.labels, plan.split, codebook=codebook).to_dataset_dict()
