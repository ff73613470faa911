"""`--backend auto`: the fastest backend whose probabilities are close enough, measured on the machine once."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import MANIFEST
from paratopic.files.atomic import write_text
from paratopic.files.hashing import digest, sha256_file
from paratopic.files.resources import cache_dir
from paratopic.inference.parity import LARGEST, Parity, corpus_texts, measure, spread
from paratopic.models.encoders.backends import (
    BACKENDS,
    CONVERTED,
    REFERENCE,
    Backend,
    check_backend,
    is_installed,
)
from paratopic.models.protocol import Model

AUTO = "auto"
EXPORTED = "backends"  # the folder of an exported bundle
PARITY = "parity.json"
PROBE = 64
WORTH_IT = 1.1  # times as fast as the reference
FAMILIES = ("embedding", "transformer")


def has_encoder(model: Model) -> bool:
    """Tell whether an encoder is part of a model."""
    parts: dict[str, Model] = getattr(model, "parts", {})
    return model.family in FAMILIES or any(map(has_encoder, parts.values()))


def choose_backend(
    saved: SavedClassifier, folder: Path | None, *, name: str = AUTO, measured: bool = False
) -> Backend:
    """Return the backend: as named (or by PARATOPIC_BACKEND), as exported, as once measured, else the reference.

    `measured` says that the work is long enough to measure first where that was not done yet. Raises ConfigError
    and MissingExtraError for a backend that can't be had.
    """
    name = os.environ.get("PARATOPIC_BACKEND", name) if name == AUTO else name
    if name != AUTO:
        check_backend(name)
    if not has_encoder(saved.model):
        return REFERENCE
    if name != AUTO:
        from paratopic.models.encoders.devices import pick_device

        check_backend(name, pick_device())
    inside = folder / EXPORTED if folder is not None and (folder / EXPORTED).is_dir() else None
    return Backend(_chosen(saved, folder, inside, measured) if name == AUTO else name, inside)


def _chosen(saved: SavedClassifier, folder: Path | None, inside: Path | None, measured: bool) -> str:
    if inside is not None:
        exported = str(json.loads((inside / PARITY).read_text(encoding="utf-8"))["backend"])
        if is_installed(exported):
            return exported
    key = None if folder is None else _key(folder)
    if key is None:
        return REFERENCE.name
    store = cache_dir() / "backends.json"
    known = _read(store).get(key)
    if known is None and measured:
        known = _measured(saved, key, store)
    return str(known["backend"]) if known else REFERENCE.name


def _measured(saved: SavedClassifier, key: str, store: Path) -> dict[str, Any]:
    """Measure under a lock, so that workers that start together measure one after the other, and only once."""
    from filelock import FileLock

    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{store}.lock"):
            known = _read(store)
            if key not in known:
                known[key] = _fastest(saved)
                write_text(store, json.dumps(known, indent=1) + "\n")
            return dict(known[key])
    except OSError:
        return _fastest(saved)


def _fastest(saved: SavedClassifier) -> dict[str, Any]:
    found = measure(saved, [Backend(name) for name in _candidates()], spread(corpus_texts(), PROBE))
    good = [one for one in found if _is_safe(one) and one.rate > WORTH_IT * one.reference_rate]
    best = max(good, key=lambda one: one.rate).backend if good else REFERENCE.name
    return {"backend": best, "measured": [asdict(one) for one in found]}


def _is_safe(one: Parity) -> bool:
    """Half the allowed difference on the probe, which is a small sample."""
    return one.is_close and one.largest <= LARGEST / 2


def _candidates() -> list[str]:
    from paratopic.models.encoders.devices import has_bf16, pick_device

    on_cpu = pick_device().startswith("cpu")
    found = [name for name in BACKENDS if name in CONVERTED and on_cpu and is_installed(name)]
    return [*(["torch-bf16"] if has_bf16() else []), *found]


def _key(folder: Path) -> str:
    """Digest bundle, processor, device, threads and versions: what a measurement holds for."""
    from torch import get_num_threads

    from paratopic.models.encoders.devices import pick_device

    versions = [_version(name) for name in ("torch", *CONVERTED.values())]
    return digest([sha256_file(folder / MANIFEST), _processor(), pick_device(), get_num_threads(), *versions])


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
        return next(line for line in text.splitlines() if line.startswith(("model name", "CPU part")))
    except (OSError, StopIteration):
        return platform.processor()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read(store: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(store.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
