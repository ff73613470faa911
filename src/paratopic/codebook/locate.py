"""Find a codebook by its name or its file."""

from __future__ import annotations

from pathlib import Path

from paratopic.codebook.core import Codebook
from paratopic.errors import InputError
from paratopic.files.resources import conf_dir


def load_codebook(name: str | Path) -> Codebook:
    """Load a YAML file, or a codebook that ships by its name (`security`)."""
    text = str(name)
    if text.endswith((".yaml", ".yml")) or "/" in text:
        return Codebook.load(text)
    shipped = conf_dir() / "codebook" / f"{text}.yaml"
    if not shipped.is_file():
        names = ", ".join(sorted(path.stem for path in shipped.parent.glob("*.yaml")))
        raise InputError(f"no codebook is called '{text}'; give a YAML file or one of {names}.")
    return Codebook.load(shipped)
