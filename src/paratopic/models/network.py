"""The network behind the fine-tuned models: an encoder, mean pooling, dropout and a linear head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from paratopic.models.encoder import mean_pool
from paratopic.models.storage import load_arrays, save_arrays

logging.set_verbosity_error()
logging.disable_progress_bar()


class Network(nn.Module):
    """Token ids and mask, both (n, tokens), to logits (n, topics)."""

    def __init__(self, encoder: Any, tokenizer: Any, *, topics: int, dropout: float) -> None:
        super().__init__()
        self.encoder, self.tokenizer, self.topics = encoder, tokenizer, topics
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(int(encoder.config.hidden_size), topics)

    @property
    def pad_id(self) -> int:
        """Return the id that fills up short rows."""
        return int(self.tokenizer.pad_token_id or 0)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, (n, topics)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        logits: torch.Tensor = self.head(self.dropout(mean_pool(hidden.float(), mask)))
        return logits


def build_network(folder: Path, *, topics: int, dropout: float, seed: int) -> Network:
    """Load a pretrained encoder and put a fresh head on it, the same one for the same seed."""
    torch.manual_seed(seed)
    encoder = AutoModel.from_pretrained(folder, local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return Network(encoder, tokenizer, topics=topics, dropout=dropout)


def save_network(network: Network, folder: Path) -> None:
    """Write encoder, tokenizer and head under `folder`."""
    network.encoder.save_pretrained(folder / "encoder")
    network.tokenizer.save_pretrained(folder / "encoder")
    head = {name: tensor.detach().cpu().numpy() for name, tensor in network.head.state_dict().items()}
    save_arrays(folder / "head.safetensors", head)


def load_network(folder: Path, *, dropout: float) -> Network:
    """Read a network written by `save_network`."""
    head = load_arrays(folder / "head.safetensors")
    encoder = AutoModel.from_pretrained(folder / "encoder", local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(folder / "encoder", local_files_only=True)
    network = Network(encoder, tokenizer, topics=head["bias"].shape[0], dropout=dropout)
    network.head.load_state_dict({name: torch.from_numpy(array) for name, array in head.items()})
    return network.eval()
