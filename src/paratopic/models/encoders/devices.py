"""Where and how exactly an encoder runs: GPU or CPU, bf16 where the processor computes it natively."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def has_bf16() -> bool:
    """Tell whether there is AMX, AVX512-BF16 or a GPU that has it; PARATOPIC_BF16=0 says no, 1 yes."""
    import torch

    if (said := os.environ.get("PARATOPIC_BF16")) in ("0", "1"):
        return said == "1"
    if pick_device().startswith("cuda"):
        return bool(torch.cuda.is_bf16_supported())
    capability = torch.backends.cpu.get_cpu_capability()
    return capability.startswith("AVX512") and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def pick_device(device: str = "auto") -> str:
    """Return `device`, or for "auto" PARATOPIC_DEVICE, else cuda where there is one, else cpu."""
    import torch

    device = os.environ.get("PARATOPIC_DEVICE", device) if device == "auto" else device
    if device != "auto":
        return device
    return "cuda" if torch.cuda.is_available() else "cpu"


def tokens_a_batch(device: str) -> int:
    """Return how many tokens a batch should hold: what a core's cache takes, or enough to fill a GPU."""
    return 1 << 16 if device.startswith("cuda") else 1 << 11


def autocast(device: str, *, bf16: bool) -> AbstractContextManager[Any]:
    """Return a context in which matrix products run in bfloat16, or one that changes nothing."""
    import torch

    return torch.autocast(device.partition(":")[0], dtype=torch.bfloat16) if bf16 else nullcontext()


def make_deterministic(seed: int) -> None:
    """Seed every generator and ask for algorithms that give the same sums twice."""
    import torch

    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
