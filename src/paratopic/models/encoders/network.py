"""The network behind the fine-tuned models: frozen lower layers, trained upper layers, mean pooling, a head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from paratopic.models.encoders.encoder import load_pretrained, mean_pool
from paratopic.models.encoders.layers import KNOWN
from paratopic.models.storage import load_arrays, save_arrays

PAD_TO = 32  # few different lengths: oneDNN keeps a compiled kernel for each shape it meets


class Network(nn.Module):
    """Token ids and mask, both (n, tokens), to logits (n, topics).

    `lower` runs the embeddings and the first `frozen` layers without gradients, so that its output can be
    kept between epochs; `upper` runs the rest. Encoders whose layers are not known (`layers.py`) run whole in `upper`.
    """

    def __init__(self, encoder: Any, tokenizer: Any, *, topics: int, frozen: int, dropout: float) -> None:
        super().__init__()
        self.encoder, self.tokenizer, self.topics = encoder, tokenizer, topics
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(int(encoder.config.hidden_size), topics)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -1.0)
        known = KNOWN.get(encoder.config.model_type)
        self.stack = known(encoder) if known else None
        self.frozen = min(frozen, len(self.layers) - 1) if self.stack else 0
        for part in self.stack.below(self.frozen) if self.stack else []:
            part.requires_grad_(False)

    @property
    def layers(self) -> Any:
        """Return the encoder's layers, lowest first, or an empty list where they are not known."""
        inner = getattr(self.encoder, "encoder", None)
        return getattr(inner, "layer", [])

    @property
    def pad_id(self) -> int:
        """Return the id that fills up short rows."""
        return int(self.tokenizer.pad_token_id or 0)

    def lower(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what the frozen layers make of the ids, (n, tokens, width); the ids themselves if none are."""
        if not self.stack:
            return ids
        with torch.no_grad():
            return self.stack.padded(self.layers[: self.frozen], self.stack.embed(ids), mask)

    def upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, (n, topics)."""
        return self.logits(self.pooled(hidden, mask))

    def logits(self, pooled: torch.Tensor) -> torch.Tensor:
        """Return the head's logits, (n, topics), of pooled vectors, (n, width)."""
        found: torch.Tensor = self.head(self.dropout(pooled))
        return found

    def pooled(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the mean of the last layer's tokens, (n, width)."""
        if self.stack:
            # where answers are given, programs that convert the network need one graph for all masks
            run = self.stack.packed if self.training else self.stack.padded
            hidden = run(self.layers[self.frozen :], hidden, mask)
        else:
            hidden = self.encoder(input_ids=hidden, attention_mask=mask).last_hidden_state
        mean: torch.Tensor = mean_pool(hidden.float(), mask)
        return mean

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, (n, topics)."""
        return self.upper(self.lower(ids, mask), mask)


def build_network(folder: Path, *, topics: int, frozen: int, dropout: float, seed: int) -> Network:
    """Load a pretrained encoder and put a fresh head on it, the same one for the same seed."""
    torch.manual_seed(seed)
    encoder, tokenizer = load_pretrained(folder, trained=True)
    return Network(encoder, tokenizer, topics=topics, frozen=frozen, dropout=dropout)


def save_network(network: Network, folder: Path) -> None:
    """Write encoder, tokenizer and head under `folder`."""
    network.encoder.save_pretrained(folder / "encoder")
    network.tokenizer.save_pretrained(folder / "encoder")
    head = {name: tensor.detach().cpu().numpy() for name, tensor in network.head.state_dict().items()}
    save_arrays(folder / "head.safetensors", head)


def load_network(folder: Path, *, frozen: int) -> Network:
    """Read a network written by `save_network`."""
    head = load_arrays(folder / "head.safetensors")
    encoder, tokenizer = load_pretrained(folder / "encoder")
    network = Network(encoder, tokenizer, topics=head["bias"].shape[0], frozen=frozen, dropout=0.0)
    network.head.load_state_dict({name: torch.from_numpy(array) for name, array in head.items()})
    return network.eval()
