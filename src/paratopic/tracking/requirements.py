"""What a logged model needs in a fresh environment: its own list, nothing that it does not use."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from paratopic.models.encoders.encoder_source import KNOWN
from paratopic.tracking.wheel import NAME

ALWAYS = ("numpy", "pandas", "scipy", "scikit-learn", "safetensors", "pyyaml")
WITH_ENCODER = ("torch", "transformers")
CODE = "code"  # where MLflow puts code files of a model


def requirements(bundle: Path) -> list[str]:
    """Return the pinned packages that the bundle's model needs; paratopic itself is the wheel beside it."""
    frozen = list(bundle.rglob("encoder.json"))
    tuned = list(bundle.rglob("tokenizer.json"))
    names = [*ALWAYS, *(WITH_ENCODER if frozen or tuned else ())]
    pinned = [f"{name}=={version(name).partition('+')[0]}" for name in names]  # no build of this machine
    return [f"{CODE}/{NAME}", *pinned, *_encoder_packages(frozen)]


def _encoder_packages(frozen: list[Path]) -> list[str]:
    """Return the packages of encoders that bundles name but do not store."""
    named = {str(json.loads(path.read_text(encoding="utf-8")).get("name")) for path in frozen}
    known = [KNOWN.get(name.removeprefix("sentence-transformers/")) for name in sorted(named)]
    return [one.install.split()[-1] for one in known if one is not None]
