"""Where the configuration and the corpus that ship are: in the wheel, else in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def conf_dir() -> Path:
    """Return the absolute folder of the configuration groups."""
    return _resource("conf")


def data_dir() -> Path:
    """Return the absolute folder of the shipped corpus."""
    return _resource("data")


def _resource(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
