"""BERT's layers over the tokens of a batch without its padding: only attention needs the rows apart.

Rows of a batch differ in length, also when they are sorted, and the dense layers, where nearly all time goes, treat
every token alike. Works on the layers of `bert.py` and on transformers', whose parts have the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import torch
from torch.nn import functional

TOGETHER = 64  # packed tokens are a multiple of it: oneDNN keeps a compiled kernel for each shape it meets


@dataclass(frozen=True)
class Packing:
    """Where the tokens of a padded batch are, and which of them a token may see."""

    places: torch.Tensor  # (packed,): their numbers in the flattened batch
    seen: torch.Tensor  # (n, 1, tokens, tokens), True where a token may be looked at
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
        seen = (mask[:, None, None, :] > 0).expand(-1, 1, tokens, -1)
        return cls(torch.nonzero(flat)[:, 0], seen, rows, tokens)

    def pack(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return (packed, width) of (n, tokens, width)."""
        return hidden.reshape(self.rows * self.tokens, -1).index_select(0, self.places)

    def unpack(self, packed: torch.Tensor) -> torch.Tensor:
        """Return (n, tokens, width) of (packed, width), zeros where nothing was packed."""
        flat = packed.new_zeros(self.rows * self.tokens, packed.shape[1])
        return flat.index_copy(0, self.places, packed).view(self.rows, self.tokens, -1)


def through(layers: Any, hidden: torch.Tensor, mask: torch.Tensor, *, heads: int) -> torch.Tensor:
    """Return what `layers` make of token vectors (n, tokens, width) under a mask (n, tokens)."""
    packing = Packing.of(mask)
    packed = packing.pack(hidden)
    for layer in layers:
        packed = _layer(layer, packed, packing, heads)
    return packing.unpack(packed)


def _layer(layer: Any, packed: torch.Tensor, packing: Packing, heads: int) -> torch.Tensor:
    each = layer.attention.self
    query, key, value = (
        packing.unpack(dense(packed)).view(packing.rows, packing.tokens, heads, -1).transpose(1, 2)
        for dense in (each.query, each.key, each.value)
    )
    found = functional.scaled_dot_product_attention(query, key, value, attn_mask=packing.seen)
    around = packing.pack(found.transpose(1, 2))
    packed = layer.attention.output(around, packed)
    inner: torch.Tensor = layer.output(layer.intermediate(packed), packed)
    return inner
