"""Write a classifier to a folder and read it back: data only, every file's sha256 in the manifest."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.table import MODELS, model_class
from paratopic.errors import BundleError
from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.thresholds import Thresholds
from paratopic.files.hashing import sha256_file

FORMAT = 1
MANIFEST = "bundle.json"


def save_bundle(classifier: SavedClassifier, folder: str | Path) -> Path:
    """Write the classifier to a new `folder` (whole or not at all) and return it; raises BundleError."""
    target = Path(folder)
    if target.exists():
        raise BundleError(f"{target}: expected a new folder, found one; remove it or choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as temporary:
        root = Path(temporary) / "bundle"
        (root / "model").mkdir(parents=True)
        classifier.model.save(root / "model")
        manifest = {**_describe(classifier), "files": _hashes(root)}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, default=str)
        (root / MANIFEST).write_text(text + "\n", encoding="utf-8")
        shutil.move(root, target)
    return target


def extend_bundle(source: str | Path, target: str | Path, add: Callable[[Path], None]) -> Path:
    """Copy a bundle to the new folder `target` with what `add` writes into the copy; whole or not at all."""
    new = Path(target)
    if new.exists():
        raise BundleError(f"{new}: expected a new folder, found one; remove it or choose another name.")
    manifest = read_manifest(source)
    _verify(Path(source), manifest["files"])
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{new.name}.", dir=new.parent) as temporary:
            root = Path(temporary) / "bundle"
            shutil.copytree(source, root)
            add(root)
            text = json.dumps({**manifest, "files": _hashes(root)}, ensure_ascii=False, indent=1)
            (root / MANIFEST).write_text(text + "\n", encoding="utf-8")
            shutil.move(root, new)
    except OSError as error:
        raise BundleError(f"{new}: can't be written ({error.strerror}); choose another place.") from error
    return new


def load_bundle(folder: str | Path) -> SavedClassifier:
    """Read a classifier; raises BundleError where anything is missing, changed, added or unknown."""
    root = Path(folder)
    manifest = read_manifest(root)
    _verify(root, manifest["files"])
    if manifest["model"] not in MODELS:
        raise BundleError(f"{root}: expected one of {', '.join(MODELS)}, found model '{manifest['model']}'.")
    return SavedClassifier(
        name=manifest["model"],
        model=model_class(manifest["model"]).load(root / "model"),
        topics=tuple(manifest["topics"]),
        calibrators=Calibrators.from_dict(manifest["calibrators"]),
        thresholds=Thresholds.from_dict(manifest["thresholds"]),
        provenance=manifest["provenance"],
    )


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """Return the manifest of a bundle without loading its model; raises BundleError."""
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise BundleError(f"{folder}: expected a saved classifier ({MANIFEST}), found none.") from None
    except ValueError as error:
        raise BundleError(f"{path}: expected JSON, found {error}; the bundle is damaged.") from None
    keys = ("format", "model", "topics", "calibrators", "thresholds", "provenance", "files")
    missing = [key for key in keys if key not in manifest]
    if missing or manifest["format"] != FORMAT:
        found = f"no '{missing[0]}'" if missing else f"format {manifest['format']}"
        raise BundleError(f"{path}: expected a bundle of format {FORMAT}, found {found}.")
    return dict(manifest)


def _describe(classifier: SavedClassifier) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "model": classifier.name,
        "topics": list(classifier.topics),
        "calibrators": classifier.calibrators.to_dict(),
        "thresholds": classifier.thresholds.to_dict(),
        "provenance": dict(classifier.provenance),
    }


def _hashes(root: Path) -> dict[str, str]:
    files = sorted(path for path in root.rglob("*") if path.is_file() and path != root / MANIFEST)
    return {path.relative_to(root).as_posix(): sha256_file(path) for path in files}


def _verify(root: Path, expected: dict[str, str]) -> None:
    for name in expected:
        inside = (root / name).resolve()
        if not inside.is_relative_to(root.resolve()):
            raise BundleError(f"{root}: the bundle names '{name}', a path outside its folder; refused.")
    found = _hashes(root)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            raise BundleError(f"{root}: '{name}' is missing; copy the bundle again.")
        if name not in expected:
            raise BundleError(f"{root}: '{name}' was added to the bundle; refused.")
        if found[name] != expected[name]:
            raise BundleError(f"{root}: '{name}' was changed after the bundle was saved; refused.")
