"""paratopic run: one configured experiment, by Hydra."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
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
failures: list[Exception] = []
HELP = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def run(context: typer.Context) -> None:
    """Run a configured experiment: paratopic run experiment=demo [KEY=VALUE ...] [-m] [--cfg job] [--help]."""
    import hydra
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    from paratopic.config.complaints import complaint
    from paratopic.config.compose import addable, register
    from paratopic.config.sweep import sweeping
    from paratopic.errors import ConfigError
    from paratopic.files.resources import conf_dir

    register()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # exceptions come to us whole, instead of Hydra's own report
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    check_flags(context.args)
    arguments, work = _shown(context.args)
    decorate = hydra.main(config_path=str(conf_dir()), config_name="config", version_base="1.3")
    sys.argv = ["paratopic run", *addable(overrides_first(arguments))]
    failures.clear()
    try:
        with sweeping():
            decorate(work)()
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(complaint(error)) from error
    if failures:
        raise failures[0]


def _shown(arguments: list[str]) -> tuple[list[str], Callable[[Any], Any]]:
    """Return the arguments and what to do: for `--cfg job` show the configuration, else run it."""
    for flag in ("--cfg", "-c"):
        place = arguments.index(flag) if flag in arguments else -1
        if place >= 0 and arguments[place + 1 : place + 2] == ["job"]:
            rest = [one for one in arguments[:place] + arguments[place + 2 :] if one != "--resolve"]
            return [*rest, "hydra.run.dir=."], show
    return arguments, job


def show(config: Any) -> None:
    """Print the composed configuration; of the codebook, which is a file of its own, only its name."""
    from hydra.core.hydra_config import HydraConfig
    from omegaconf import OmegaConf

    OmegaConf.set_struct(config, False)
    config.codebook = HydraConfig.get().runtime.choices["codebook"]
    print(OmegaConf.to_yaml(config, resolve=True), end="")


def check_flags(arguments: list[str]) -> None:
    """Raise ConfigError at a flag that Hydra does not have; it would take the beginning of another for it."""
    from hydra._internal.utils import get_args_parser

    from paratopic.errors import ConfigError

    known = {flag for action in get_args_parser()._actions for flag in action.option_strings}
    for one in arguments:
        flag = one.partition("=")[0]
        if one.startswith("-") and flag not in known:
            meant = f" ({flag[2:]}=VALUE)" if flag.startswith("--") else ""
            raise ConfigError(
                f"unknown option '{flag}'; settings are typed as KEY=VALUE{meant}, options are -m, --cfg job, "
                "--config-dir FOLDER and --help."
            )


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
    """Run one composed experiment; the best validation macro-F1 is what sweepers see.

    An expected error is kept for `run` to raise, because Hydra would print a report of its own first; in a
    sweep it is left in the job's folder and the other jobs go on. Where some runs failed the others were run to
    their end, and the command still ends with an error: what follows it (`make demo`'s `promote best`) must not
    take the best of those that are left.
    """
    from hydra.core.hydra_config import HydraConfig

    from paratopic.errors import ParatopicError
    from paratopic.experiment.jobs import write_job

    runtime = HydraConfig.get()
    folder = Path(runtime.runtime.output_dir)
    sweep = (folder.parent / "parent.json").is_file()
    try:
        outcome = _experiment(config, runtime, folder)
    except ParatopicError as error:
        if not sweep:
            failures.append(error)
            return float("nan")
        print(f"job {runtime.job.num} failed: {error}", file=sys.stderr, flush=True)
        write_job(folder, str(runtime.job.num), list(runtime.overrides.task), str(error))
        return float("nan")
    if sweep:
        write_job(folder, str(runtime.job.num), list(runtime.overrides.task), outcome)
    elif missing := _missing(outcome, folder):
        failures.append(ParatopicError(missing))
    return max(float(finished.metrics["validation/macro_f1"]) for finished in outcome.runs)


def _experiment(config: Any, runtime: Any, folder: Path) -> Any:
    from dataclasses import replace

    from paratopic.config.plan import to_plan
    from paratopic.config.sweep import shared_name
    from paratopic.experiment.run import run_experiment

    plan = to_plan(
        config,
        choices={str(key): str(value) for key, value in runtime.runtime.choices.items()},
        chosen=[text.lstrip("+~").split("=")[0] for text in runtime.overrides.task],
        folder=folder,
        config_dirs=[Path(one.path) for one in runtime.runtime.config_sources if one.schema == "file"],
    )
    plan = replace(plan, name=shared_name(folder) or plan.name)
    outcome = run_experiment(plan, say=lambda line: print(line, file=sys.stderr, flush=True))
    print(f"experiment {outcome.name}: {len(outcome.runs)} runs in {_short(folder)}", file=sys.stderr)
    return outcome


def _missing(outcome: Any, folder: Path) -> str:
    """Say what is not in the store of an experiment that ran to its end; nothing where all of it is."""
    from paratopic.tracking.lost import to_relog

    said = []
    if failed := outcome.failures:
        runs = len(failed) + len(outcome.runs)
        reasons = "".join(f"\n  {one.model} · seed {one.seed}: {one.error}" for one in failed)
        said.append(f"{len(failed)} of {runs} runs failed:{reasons}")
    if outcome.unlogged:
        said.append(to_relog(_short(folder)))
    return "\n".join(said)


def _short(folder: Path) -> Path:
    try:
        return folder.relative_to(Path.cwd())
    except ValueError:
        return folder
