"""Which program computes an encoder: PyTorch in single precision or in bfloat16, OpenVINO, ONNX Runtime.

Single precision by PyTorch is the reference. The others are as fast as the processor lets them be, so they are
measured before they are chosen (`inference/backend_choice.py`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import ConfigError, MissingExtraError
from paratopic.models.encoders.devices import autocast

BACKENDS = ("torch", "torch-bf16", "openvino", "onnx")
CONVERTED = {"openvino": "openvino", "onnx": "onnxruntime"}  # and the package that each needs

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Forward = Callable[[Ints, Ints], Floats]


@dataclass(frozen=True)
class Backend:
    """A backend and the folder that has a bundle's converted networks, where it was exported."""

    name: str
    folder: Path | None = None


REFERENCE = Backend("torch")
_in_force: ContextVar[Backend | None] = ContextVar("_in_force", default=None)
_converted: WeakKeyDictionary[Any, dict[Backend, Forward]] = WeakKeyDictionary()


@contextmanager
def computed_by(backend: Backend) -> Iterator[None]:
    """Let `backend` compute every encoder inside this block."""
    token = _in_force.set(backend)
    try:
        yield
    finally:
        _in_force.reset(token)


def backend_in_force() -> Backend:
    """Return the backend; where none was chosen (training), the reference: what is judged is what answers later."""
    return _in_force.get() or REFERENCE


def check_backend(name: str, device: str = "cpu") -> None:
    """Raise ConfigError for an unknown backend or the wrong device, MissingExtraError for a missing package."""
    if name not in BACKENDS:
        raise ConfigError(f"unknown backend '{name}', expected one of auto, {', '.join(BACKENDS)}.")
    if not is_installed(name):
        raise MissingExtraError(f"the {name} backend needs one more package: pip install 'paratopic[{name}]'")
    if name in CONVERTED and not device.startswith("cpu"):
        raise ConfigError(f"the {name} backend computes on the CPU; add --device cpu or choose torch-bf16.")


def is_installed(name: str) -> bool:
    """Tell whether the package that a backend needs is there."""
    return name not in CONVERTED or importlib.util.find_spec(CONVERTED[name]) is not None


def forward(module: Any, ids: Ints, mask: Ints, *, device: str) -> Floats:
    """Return what `module` makes of token ids and mask, both (n, tokens), by the backend in force."""
    backend = backend_in_force()
    if backend.name in CONVERTED:
        known = _converted.setdefault(module, {})
        if backend not in known:
            known[backend] = _convert(module, backend)
        return known[backend](ids, mask)
    import torch

    with torch.inference_mode(), autocast(device, bf16=backend.name == "torch-bf16"):
        found = module(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
    return np.asarray(found.float().cpu().numpy(), dtype=np.float32)


def _convert(module: Any, backend: Backend) -> Forward:
    from paratopic.models.encoders import converted_onnx, converted_openvino

    made: Forward = (converted_openvino if backend.name == "openvino" else converted_onnx).load(
        module, backend.folder
    )
    return made
