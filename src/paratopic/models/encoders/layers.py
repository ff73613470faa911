"""The layers of an encoder, one after the other: over a padded batch, or over its tokens alone.

The dense parts treat every token alike, so that the padding can be left out of them (`packed.py`); only attention
needs the rows apart. `BertLayers` works on the layers of `bert.py` and on transformers', whose parts have the same
names; `MpnetLayers` on transformers' MPNet (Song and others 2020), which adds a bias for the distance of two tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.nn import functional

from paratopic.models.encoders.packed import Packing

Dense = Callable[[torch.Tensor], torch.Tensor]


class BertLayers:
    """What of BERT's layers is asked for: hidden states are (n, tokens, width), masks (n, tokens)."""

    def __init__(self, encoder: Any) -> None:
        self.encoder = encoder
        self.heads = int(encoder.config.num_attention_heads)

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Return what enters the first layer."""
        hidden: torch.Tensor = self.encoder.embeddings(input_ids=ids)
        return hidden

    def below(self, frozen: int) -> Sequence[Any]:
        """Return the modules that no gradient reaches where `frozen` layers stay as they are."""
        return [self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]]

    def padded(self, layers: Sequence[Any], hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what `layers` make of a padded batch."""
        seen = self.attention(hidden, mask)
        for layer in layers:
            found = layer(hidden, attention_mask=seen)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden

    def packed(self, layers: Sequence[Any], hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the same for every token that is seen, without computing those that are not."""
        packing, seen = Packing.of(mask), self.attention(hidden, mask)
        packed = packing.pack(hidden)
        for layer in layers:
            query, key, value, close = self.parts(layer)
            q, k, v = (
                packing.unpack(part(packed)).view(*mask.shape, self.heads, -1).transpose(1, 2)
                for part in (query, key, value)
            )
            found = functional.scaled_dot_product_attention(q, k, v, attn_mask=seen)
            packed = close(packing.pack(found.transpose(1, 2)), packed)
            packed = layer.output(layer.intermediate(packed), packed)
        return packing.unpack(packed)

    def attention(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what attention is to know of each pair of tokens: whether it is seen, or a number to add."""
        return _seen(mask)

    def parts(self, layer: Any) -> tuple[Dense, Dense, Dense, Callable[..., torch.Tensor]]:
        """Return a layer's query, key and value, and what closes attention: (found, before) to the sum."""
        each = layer.attention.self
        return each.query, each.key, each.value, layer.attention.output


class MpnetLayers(BertLayers):
    """MPNet's: the same but for the bias by distance, which all layers share."""

    def below(self, frozen: int) -> Sequence[Any]:
        """Return BERT's and the bias, which the frozen layers have in common with the others."""
        return [*super().below(frozen), self.encoder.encoder.relative_attention_bias]

    def attention(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return (n, heads, tokens, tokens): the bias, or -inf where a token is not seen."""
        bias = self.encoder.encoder.compute_position_bias(hidden[:1])
        added: torch.Tensor = bias.masked_fill(~_seen(mask), float("-inf"))
        return added

    def parts(self, layer: Any) -> tuple[Dense, Dense, Dense, Callable[..., torch.Tensor]]:
        """Return a layer's parts, as of BERT's."""
        outer, each = layer.attention, layer.attention.attn

        def close(found: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
            closed: torch.Tensor = outer.LayerNorm(outer.dropout(each.o(found)) + before)
            return closed

        return each.q, each.k, each.v, close


KNOWN: dict[str, type[BertLayers]] = {"bert": BertLayers, "mpnet": MpnetLayers}


def _seen(mask: torch.Tensor) -> torch.Tensor:
    return (mask[:, None, None, :] > 0).expand(-1, 1, mask.shape[1], -1)
