"""The network behind the fine-tuned models: frozen lower layers, trained upper layers, mean pooling, a head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from paratopic.models.encoder import load_pretrained, mean_pool
from paratopic.models.packed import through
from paratopic.models.storage import load_arrays, save_arrays

PAD_TO = 32  # few different lengths: oneDNN keeps a compiled kernel for each shape it meets


class Network(nn.Module):
    """Token ids and mask, both (n, tokens), to logits (n, topics).

    `lower` runs the embeddings and the first `frozen` layers without gradients, so that its output can be
    kept between epochs; `upper` runs the rest. Encoders that are not built like BERT run whole in `upper`.
    """

    def __init__(self, encoder: Any, tokenizer: Any, *, topics: int, frozen: int, dropout: float) -> None:
        super().__init__()
        self.encoder, self.tokenizer, self.topics = encoder, tokenizer, topics
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(int(encoder.config.hidden_size), topics)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -1.0)
        self.splits = encoder.config.model_type == "bert"
        self.frozen = min(frozen, len(self.layers) - 1) if self.splits else 0
        for parameter in self._frozen_parameters():
            parameter.requires_grad_(False)

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
        if not self.splits:
            return ids
        with torch.no_grad():
            hidden: torch.Tensor = self.encoder.embeddings(input_ids=ids)
            return _padded_through(self.layers[: self.frozen], hidden, mask)

    def upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, (n, topics)."""
        return self.logits(self.pooled(hidden, mask))

    def logits(self, pooled: torch.Tensor) -> torch.Tensor:
        """Return the head's logits, (n, topics), of pooled vectors, (n, width)."""
        found: torch.Tensor = self.head(self.dropout(pooled))
        return found

    def pooled(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the mean of the last layer's tokens, (n, width)."""
        if self.splits:
            hidden = self._upper(hidden, mask)
        else:
            hidden = self.encoder(input_ids=hidden, attention_mask=mask).last_hidden_state
        mean: torch.Tensor = mean_pool(hidden.float(), mask)
        return mean

    def _upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        layers = self.layers[self.frozen :]
        if (
            self.training
        ):  # where answers are given, programs that convert the network need one graph for all masks
            return through(layers, hidden, mask, heads=int(self.encoder.config.num_attention_heads))
        return _padded_through(layers, hidden, mask)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, (n, topics)."""
        return self.upper(self.lower(ids, mask), mask)

    def _frozen_parameters(self) -> list[nn.Parameter]:
        if not self.splits:
            return []
        lower = [self.encoder.embeddings, *self.layers[: self.frozen]]
        return [parameter for part in lower for parameter in part.parameters()]


def _padded_through(layers: Any, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    wide = (mask[:, None, None, :] > 0).expand(-1, 1, hidden.shape[1], -1)
    for layer in layers:
        found = layer(hidden, attention_mask=wide)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


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
