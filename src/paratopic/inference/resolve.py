"""Find the bundle behind a name: a folder, the champion, a model's latest run, or a run's id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paratopic.bundle.store import MANIFEST
from paratopic.bundle.table import MODELS
from paratopic.errors import ModelError
from paratopic.tracking.lookup import lookup_bundle


@dataclass(frozen=True)
class FoundBundle:
    """A bundle's folder and what to call it in output rows."""

    folder: Path
    label: str


def find_bundle(name: str, *, tracking_uri: str | None = None) -> FoundBundle:
    """Return the bundle behind `name`; raises ModelError with what to type next where there is none."""
    if (Path(name) / MANIFEST).is_file():
        return FoundBundle(Path(name), name)
    if (Path(name) / "bundle" / MANIFEST).is_file():
        return FoundBundle(Path(name) / "bundle", name)
    found = lookup_bundle(name, tracking_uri)
    if found is not None:
        return FoundBundle(found.folder, found.label)
    if name == "champion":
        raise ModelError(
            "there is no champion yet; make one with `paratopic run experiment=demo` and "
            "`paratopic promote best`, or classify with `--model rules`, which needs none."
        )
    if name in MODELS:
        raise ModelError(
            f"there is no finished run of {name} yet; make one with `paratopic run model={name}`."
        )
    raise ModelError(
        f"unknown model '{name}': expected champion, rules, one of {', '.join(MODELS)}, a run's id or the "
        "folder of a bundle; `paratopic compare` lists runs."
    )
