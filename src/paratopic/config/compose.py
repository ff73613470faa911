"""Compose a configuration and turn it into a plan; every complaint names the key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from paratopic.config.complaints import complaint
from paratopic.config.options import check_options
from paratopic.config.schema import Root
from paratopic.config.source import read_codebooks_by_name
from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir


def register() -> None:
    """Make the typed root known to Hydra under the name that conf/config.yaml starts from, and codebooks cheap."""
    read_codebooks_by_name()
    ConfigStore.instance().store(name="root_schema", node=Root)


def compose_config(overrides: Sequence[str] = ()) -> tuple[DictConfig, dict[str, str]]:
    """Return the composed configuration and the chosen option of each group; raises ConfigError."""
    register()
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(conf_dir()), version_base="1.3"):
            whole = compose("config", overrides=addable(overrides), return_hydra_config=True)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(complaint(error)) from error
    choices = {str(key): str(value) for key, value in whole.hydra.runtime.choices.items()}
    OmegaConf.set_struct(whole, False)
    whole.pop("hydra")
    return whole, choices


def addable(overrides: Sequence[str]) -> list[str]:
    """Return overrides as people mean them.

    `models={...}` replaces the experiment's models (Hydra would merge); `models.NAME.KEY=VALUE` and `tags.NAME=VALUE`
    may add a key (the plan checks models' keys). Raises ConfigError for a group whose option is no name.
    """
    check_options(overrides)
    found: list[str] = []
    for one in overrides:
        if one.startswith("models="):
            found += ["~models", f"++{one}"]
        else:
            found.append(f"++{one}" if one.startswith(("models.", "tags.")) else one)
    return found


def resolved(config: DictConfig) -> dict[str, Any]:
    """Return the configuration as plain values; raises ConfigError at a missing value."""
    try:
        found = OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    except OmegaConfBaseException as error:
        raise ConfigError(complaint(error)) from error
    assert isinstance(found, dict)  # noqa: S101  (a DictConfig gives a dict)
    return {str(key): value for key, value in found.items()}
