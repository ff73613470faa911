"""From a composed configuration to the plan of an experiment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from omegaconf import DictConfig

from paratopic.bundle.table import MODELS
from paratopic.config.belonging import check_belonging
from paratopic.config.compose import resolved
from paratopic.config.parameters import check_parameters
from paratopic.config.source import codebook_file
from paratopic.dataset.labels import Labels
from paratopic.dataset.settings import Source, Split
from paratopic.errors import ConfigError
from paratopic.experiment.plan import Plan
from paratopic.files.resources import conf_dir
from paratopic.training.settings import Decisions, Judging


def to_plan(
    config: DictConfig,
    *,
    choices: Mapping[str, str],
    chosen: Sequence[str],
    folder: Path,
    config_dirs: Sequence[Path] = (),
) -> Plan:
    """Return the plan. `chosen` are the groups that the user overrode: model=NAME beats `models`.

    Raises ConfigError with the key's name.
    """
    values = resolved(config)
    check_belonging(chosen, choices, values)
    if not values["name"]:
        raise ConfigError("expected a name for the experiment, found none; type name=NAME.")
    codebook = _codebook_path(choices["codebook"], config_dirs)
    models = _models(values, "model" in chosen, any(key.startswith("model.") for key in chosen))
    evaluation = dict(values["evaluation"])
    external = tuple(evaluation.pop("external"))
    labels = dict(values["labels"])
    labels["coders"] = tuple(labels["coders"]) if labels["coders"] else None
    if evaluation["draws"] < 1:
        raise ConfigError(f"expected evaluation.draws of one or more, found {evaluation['draws']}.")
    seeds = _seeds(values)
    values["codebook"] = choices["codebook"]
    values["models"] = {name: dict(parameters) for name, parameters in models.items()}
    return Plan(
        name=str(values["name"]),
        note=values["note"],
        tags={key: str(value) for key, value in values["tags"].items()},
        seeds=seeds,
        models=models,
        source=Source(**values["data"]),
        labels=Labels(**labels),
        codebook=codebook,
        split=_split(values["split"]),
        decisions=Decisions(**values["thresholds"]),
        judging=Judging(**evaluation),
        external=external,
        tracking_uri=values["tracking"]["uri"],
        plots=bool(values["tracking"]["plots"]),
        resume=bool(values["resume"]),
        fit_all=_fit_all(values),
        folder=folder,
        resolved=values,
    )


def _seeds(values: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the seeds of the models; the generators of random numbers take those of 32 bits."""
    seeds = tuple(values["seeds"] or [values["seed"]])
    for key, seed in (*(("seed", seed) for seed in seeds), ("split.seed", values["split"]["seed"])):
        if not 0 <= seed < 1 << 32:
            raise ConfigError(f"expected {key} from 0 to {(1 << 32) - 1}, found {seed}.")
    if len(set(seeds)) < len(seeds):
        raise ConfigError(f"expected different seeds, found {list(seeds)}.")
    return seeds


def _split(values: Mapping[str, Any]) -> Split:
    shares = values["train_share"]
    if shares and values["kind"] != "holdout":
        raise ConfigError("split.train_share (a learning curve) goes with split=holdout.")
    return Split(**{**values, "train_share": tuple(shares) if shares else None})


def _fit_all(values: Mapping[str, Any]) -> bool:
    """Return whether the kept classifier is fitted on all documents: their test labels are gold labels."""
    kind = values["labels"]["kind"]
    if values["fit_all"] and kind != "gold":
        raise ConfigError(
            f"fit_all=true takes the test documents with their gold labels into training, found labels={kind}; "
            "type labels=gold or fit_all=false."
        )
    return bool(values["fit_all"])


def _models(values: Mapping[str, Any], picked: bool, changed: bool) -> dict[str, dict[str, Any]]:
    own = dict(values["model"])
    name = str(own.pop("name"))
    if not values["models"] or picked:
        check_parameters(own, at="model")
        return {name: own}
    if changed:
        raise ConfigError(
            "this experiment trains several models, so 'model.<key>' has no place; pick one with model=NAME, "
            "or type models.NAME.<key>=VALUE."
        )
    return {name: _with_defaults(name, changes) for name, changes in _by_name(values["models"]).items()}


def _by_name(models: Any) -> dict[str, Mapping[str, Any]]:
    """Return {name: changes} of `models={tfidf_svm: {C: 2}}`, `models=[tfidf_svm, hybrid]` or `models=tfidf_svm`."""
    if isinstance(models, str):
        models = [models]
    if isinstance(models, Sequence):
        models = dict.fromkeys(map(str, models))
    if not isinstance(models, Mapping):
        raise ConfigError(f"expected names of models, found models={models!r}; type models=[NAME,OTHER].")
    found = {str(name): changes or {} for name, changes in models.items()}
    for name, changes in found.items():
        if not isinstance(changes, Mapping):
            raise ConfigError(
                f"expected keys and values in 'models.{name}', found {changes!r}; type models.{name}.<key>=VALUE."
            )
    return found


def _with_defaults(name: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    path = conf_dir() / "model" / f"{name}.yaml"
    if name not in MODELS or not path.is_file():
        raise ConfigError(f"unknown model 'models.{name}', expected one of {', '.join(MODELS)}.")
    defaults = yaml.safe_load(path.read_text(encoding="utf-8"))
    defaults.pop("name")
    found = _merged(defaults, changes, at=f"models.{name}")
    check_parameters(found, at=f"models.{name}")
    return found


def _merged(defaults: Mapping[str, Any], changes: Mapping[str, Any], *, at: str) -> dict[str, Any]:
    """Return the defaults with the changes in them, at every depth, as Hydra does for a model of its own."""
    found = dict(defaults)
    for key, value in changes.items():
        if key not in defaults:
            raise ConfigError(
                f"unknown key '{at}.{key}'; {at.removeprefix('models.')} takes {', '.join(defaults)}."
            )
        deeper = isinstance(value, Mapping) and isinstance(defaults[key], Mapping)
        found[key] = _merged(defaults[key], value, at=f"{at}.{key}") if deeper else value
    return found


def _codebook_path(name: str, config_dirs: Sequence[Path]) -> Path:
    if (chosen := codebook_file(name)) is not None:
        return chosen
    for root in (*config_dirs, conf_dir()):
        path = root / "codebook" / f"{name}.yaml"
        if path.is_file():
            return path
    raise ConfigError(
        f"unknown codebook '{name}'; name a codebook's .yaml file, or put {name}.yaml into a folder codebook/ and "
        "add --config-dir."
    )
