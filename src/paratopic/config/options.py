"""Of each group of the configuration one option is chosen, by its name: Hydra would take, and merge, a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import ChoiceSweep
from hydra.errors import HydraException

from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir


def check_options(overrides: Iterable[str]) -> None:
    """Raise ConfigError for a group whose option is no name: `codebook=null`, `model=[rules,prior]`."""
    groups = {folder.name for folder in conf_dir().iterdir() if folder.is_dir()}
    for one in overrides:
        group, _, asked = one.lstrip("+").partition("=")
        if group in groups and not all(isinstance(value, str) for value in _values(one)):
            options = ", ".join(sorted(path.stem for path in (conf_dir() / group).glob("*.yaml")))
            several = asked.strip("[]{}") if asked.startswith("[") and asked.strip("[] ") else ""
            hint = f"; for each of several add -m {group}={several}" if several else ""
            raise ConfigError(f"expected one option of '{group}' ({options}), found {asked}{hint}.")


def _values(override: str) -> list[Any]:
    """Return the values that an override gives; none where Hydra will say what is wrong with it."""
    try:
        found = OverridesParser.create().parse_override(override)
    except HydraException:
        return []
    value: Any = found.value()
    if found.is_sweep_override():
        return value.list if isinstance(value, ChoiceSweep) else []
    return [value]
