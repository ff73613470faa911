"""The tokens of a batch without its padding, and back: rows differ in length, also when they are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch

TOGETHER = 64  # packed tokens are a multiple of it: oneDNN keeps a compiled kernel for each shape it meets


@dataclass(frozen=True)
class Packing:
    """Where the tokens of a padded batch are."""

    places: torch.Tensor  # (packed,): their numbers in the flattened batch
    rows: int
    tokens: int

    @classmethod
    def of(cls, mask: torch.Tensor) -> Self:
        """Return the packing of a batch with this mask, (n, tokens); some padding fills up its last stretch."""
        rows, tokens = mask.shape
        flat = mask.reshape(-1) > 0
        missing = min(-int(flat.sum()) % TOGETHER, int((~flat).sum()))
        if missing:
            flat[torch.nonzero(~flat)[:missing, 0]] = True
        return cls(torch.nonzero(flat)[:, 0], rows, tokens)

    def pack(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return (packed, width) of (n, tokens, width)."""
        return hidden.reshape(self.rows * self.tokens, -1).index_select(0, self.places)

    def unpack(self, packed: torch.Tensor) -> torch.Tensor:
        """Return (n, tokens, width) of (packed, width), zeros where nothing was packed."""
        flat = packed.new_zeros(self.rows * self.tokens, packed.shape[1])
        return flat.index_copy(0, self.places, packed).view(self.rows, self.tokens, -1)
