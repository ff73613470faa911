"""Settings that have no effect beside the chosen option of their group: typing one means another option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir

GROUPS = ("data", "labels", "split")


def check_belonging(chosen: Sequence[str], choices: Mapping[str, str]) -> None:
    """Raise ConfigError at a typed key such as `data.train` that the option at hand (data=corpus) does not have.

    The typed schema knows the keys of every option, so that Hydra lets them pass, and nobody reads them. Options
    from a user's own folder (`--config-dir`) are not looked at.
    """
    for key in chosen:
        group, _, rest = key.partition(".")
        if group not in GROUPS or not rest:
            continue
        options = _options(group)
        option, name = choices[group], rest.partition(".")[0]
        if option in options and name not in options[option]:
            others = [one for one, keys in options.items() if name in keys]
            if others:
                raise ConfigError(
                    f"'{key}' has no effect with {group}={option}; it goes with {group}={' or '.join(others)}."
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
