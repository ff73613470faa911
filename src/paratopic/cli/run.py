"""paratopic run: one configured experiment, by Hydra."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import typer

WITH_VALUE = (
    "--cfg",
    "-c",
    "--package",
    "-p",
    "--config-path",
    "-cp",
    "--config-name",
    "-cn",
    "--config-dir",
    "-cd",
)
HELP = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def run(context: typer.Context) -> None:
    """Run a configured experiment: paratopic run experiment=demo [KEY=VALUE ...] [-m] [--cfg job] [--help]."""
    import hydra
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    from paratopic.config.complaints import complaint
    from paratopic.config.compose import addable, register
    from paratopic.errors import ConfigError
    from paratopic.files.resources import conf_dir

    register()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # exceptions come to us whole, instead of Hydra's own report
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    decorate = hydra.main(config_path=str(conf_dir()), config_name="config", version_base="1.3")
    sys.argv = ["paratopic run", *addable(overrides_first(context.args))]
    try:
        decorate(job)()
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(complaint(error)) from error


def overrides_first(arguments: list[str]) -> list[str]:
    """Put KEY=VALUE before the flags: Hydra's parser takes them in one piece only."""
    flags: list[str] = []
    overrides: list[str] = []
    takes_value = False
    for one in arguments:
        (flags if takes_value or one.startswith("-") else overrides).append(one)
        takes_value = one in WITH_VALUE
    return overrides + flags


def job(config: Any) -> float:
    """Run one composed experiment; the returned test macro-F1 of the best model is what sweepers see."""
    from hydra.core.hydra_config import HydraConfig

    from paratopic.config.plan import to_plan
    from paratopic.experiment.run import run_experiment

    runtime = HydraConfig.get()
    plan = to_plan(
        config,
        choices={str(key): str(value) for key, value in runtime.runtime.choices.items()},
        chosen=[text.lstrip("+~").split("=")[0] for text in runtime.overrides.task],
        folder=Path(runtime.runtime.output_dir),
        config_dirs=[Path(one.path) for one in runtime.runtime.config_sources if one.schema == "file"],
    )
    outcome = run_experiment(plan, say=lambda line: print(line, file=sys.stderr, flush=True))
    print(f"experiment {outcome.name}: {len(outcome.runs)} runs in {_short(plan.folder)}", file=sys.stderr)
    if outcome.unlogged:
        print(
            f"the store stopped answering; nothing is lost: paratopic relog {_short(plan.folder)}",
            file=sys.stderr,
        )
    if outcome.failures:
        print(f"failed: {', '.join(one.model for one in outcome.failures)}", file=sys.stderr)
    return max(finished.metrics["validation/macro_f1"] for finished in outcome.runs)


def _short(folder: Path) -> str:
    try:
        return str(folder.relative_to(Path.cwd()))
    except ValueError:
        return str(folder)
