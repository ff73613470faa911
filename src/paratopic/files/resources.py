"""Where things are: the configuration and the corpus that ship (wheel or checkout), the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def conf_dir() -> Path:
    """Return the absolute folder of the configuration groups."""
    return _resource("conf")


def data_dir() -> Path:
    """Return the absolute folder of the shipped corpus."""
    return _resource("data")


def cache_dir() -> Path:
    """Return the folder for what can be made again: PARATOPIC_CACHE, else the system's place for caches."""
    chosen = os.environ.get("PARATOPIC_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "paratopic"


def _resource(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
