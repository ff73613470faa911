"""Where converted networks are kept: in an exported bundle, else in the user's cache, by their weights' digest."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from paratopic.files.resources import cache_dir

SHAPE = (2, 8)  # of the example that a network is traced with; both are free afterwards


def converted_file(
    module: Any, folder: Path | None, suffix: str, convert: Callable[[Any, Path], None]
) -> Path:
    """Return the converted network: from the bundle's `folder`, the cache, or converted now.

    A cache that can't be written is no reason to fail: then the file lasts as long as the process.
    """
    name = f"{digest_of(module)}{suffix}"
    if folder is not None and (folder / name).is_file():
        return folder / name
    places: list[Callable[[], Path]] = [lambda: cache_dir() / "converted", _own_folder]
    if folder is not None and folder.is_dir():
        places.insert(0, lambda: folder)
    for place in places:
        try:
            target = place() / name
            return target if target.is_file() else _converted(module, target, convert)
        except OSError:
            continue
    raise OSError("no place to write a converted network")


@cache
def _own_folder() -> Path:
    """Return a new folder that goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="paratopic-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _converted(module: Any, target: Path, convert: Callable[[Any, Path], None]) -> Path:
    """Convert beside the target and move: another process may be doing the same."""
    import torch

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".converting-", dir=target.parent) as temporary:
        made = Path(temporary) / target.name
        with torch.inference_mode():
            convert(module.cpu().eval(), made)
        for path in sorted(made.parent.iterdir(), key=lambda one: one.suffix == target.suffix):
            path.replace(target.parent / path.name)  # the file that is looked for comes last
    return target


def digest_of(module: Any) -> str:
    """Return 16 hexadecimal digits for a network's kind and weights."""
    found = hashlib.sha256(type(module).__name__.encode())
    for name, tensor in module.state_dict().items():
        found.update(name.encode())
        found.update(tensor.detach().cpu().numpy().tobytes())
    return found.hexdigest()[:16]


def example() -> tuple[Any, Any]:
    """Return ids and mask to trace a network with."""
    import torch

    ids, mask = torch.ones(SHAPE, dtype=torch.int64), torch.ones(SHAPE, dtype=torch.int64)
    mask[0, -2:] = 0
    return ids, mask
