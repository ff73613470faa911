"""Settings that have no effect beside the chosen option of their group: who sets one means another option."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from paratopic.config.schema import DataConfig, LabelsConfig, SplitConfig
from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir

_SECTIONS: dict[str, Callable[[], Any]] = {"data": DataConfig, "labels": LabelsConfig, "split": SplitConfig}


def check_belonging(chosen: Sequence[str], choices: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Raise ConfigError at a key such as `data.train` that the option at hand (data=corpus) does not have.

    The typed schema knows the keys of every option, so that Hydra lets them pass, and nobody reads them. `chosen` are
    the keys that were typed; in `values` those count that an experiment's file has set, unless another option than the
    file's was typed. Options from a user's own folder (`--config-dir`) are not looked at.
    """
    for group, section in _SECTIONS.items():
        options = _options(group)
        option = choices[group]
        if option not in options:
            continue
        unset = asdict(section())
        typed = {key.split(".")[1] for key in chosen if key.startswith(f"{group}.")}
        written = set() if group in chosen else {key for key in unset if values[group][key] != unset[key]}
        for name in [key for key in unset if key in typed | written and key not in options[option]]:
            others = [one for one, keys in options.items() if name in keys]
            if others:
                raise ConfigError(
                    f"'{group}.{name}' has no effect with {group}={option}; it goes with "
                    f"{group}={' or '.join(others)}."
                )


@cache
def _options(group: str) -> dict[str, set[str]]:
    """Return {option: its keys} of a group, those of its defaults among them."""
    files = {path.stem: _keys(path) for path in sorted((conf_dir() / group).glob("*.yaml"))}
    found = {}
    for option, values in files.items():
        inherited = [files.get(str(one), {}) for one in values.get("defaults", [])]
        found[option] = (set(values) | {key for keys in inherited for key in keys}) - {"defaults"}
    return found


def _keys(path: Path) -> dict[str, list[object]]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
