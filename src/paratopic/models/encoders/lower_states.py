"""What the frozen layers make of every window, computed once: epochs differ only above them."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from paratopic.models.encoders.devices import autocast, pick_device, tokens_a_batch
from paratopic.models.encoders.network import PAD_TO, Network
from paratopic.models.encoders.windows import Windows, pad

CACHED_TOKENS = 2_000_000  # about 1.5 GB at 384 dimensions in bf16


class LowerStates:
    """The frozen layers' output for `windows`, kept where it fits; `bf16` says how it is computed and kept."""

    def __init__(self, network: Network, windows: Windows, *, bf16: bool) -> None:
        self.network, self.windows, self.bf16, self.device = network, windows, bf16, pick_device()
        self.kept = self._computed() if self._fits() else None

    def inputs(self, batch: NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (hidden states, mask) of some windows: (n, tokens, width) and (n, tokens)."""
        ids, mask = self._padded(batch)
        if self.kept is None:
            with autocast(self.device, bf16=self.bf16):
                return self.network.lower(ids, mask), mask
        rows = [self.kept[number] for number in batch]
        hidden = torch.zeros(len(rows), ids.shape[1], rows[0].shape[1], device=self.device)
        for row, states in enumerate(rows):
            hidden[row, : len(states)] = states
        return hidden, mask

    def _fits(self) -> bool:
        return self.network.stack is not None and sum(map(len, self.windows.token_ids)) <= CACHED_TOKENS

    def _computed(self) -> list[torch.Tensor]:
        self.network.eval()
        found: list[torch.Tensor] = [torch.empty(0)] * len(self.windows.token_ids)
        kept = torch.bfloat16 if self.bf16 else torch.float32
        for batch in self.windows.batches(tokens_a_batch(self.device)):
            ids, mask = self._padded(batch)
            with autocast(self.device, bf16=self.bf16):
                hidden = self.network.lower(ids, mask)
            for row, number in enumerate(batch):
                found[number] = hidden[row, : len(self.windows.token_ids[number])].to(kept).clone()
        return found

    def _padded(self, batch: NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor]:
        ids, mask = pad([self.windows.token_ids[i] for i in batch], self.network.pad_id, multiple=PAD_TO)
        return torch.from_numpy(ids).to(self.device), torch.from_numpy(mask).to(self.device)
