"""BERT's forward pass, for encoders that only have to answer: importing transformers takes longer than answering.

Devlin and others (2019). The parameters have transformers' names, so its weight files are read as they are; a
test compares the answers. Fine-tuning uses transformers' own model.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

CONFIG, WEIGHTS = "config.json", "model.safetensors"
EXPECTED = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "position_embedding_type": "absolute",
    "is_decoder": False,
}


@dataclass(frozen=True)
class Found:
    """What an encoder answers: token vectors (n, tokens, width)."""

    last_hidden_state: torch.Tensor


@dataclass(frozen=True)
class BertShape:
    """The sizes of a BERT, from its config.json."""

    model_type: str
    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


class Bert(nn.Module):
    """Token ids and mask, both (n, tokens), to token vectors."""

    def __init__(self, config: BertShape, folder: Path) -> None:
        super().__init__()
        self.config, self.folder = config, folder
        self.embeddings = Embeddings(config)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Found:
        """Return the last layer's token vectors; masked tokens are seen by none."""
        hidden = self.embeddings(input_ids)
        wide = (attention_mask[:, None, None, :] > 0).expand(-1, 1, hidden.shape[1], -1)
        layers: Any = self.encoder.layer
        for layer in layers:
            hidden = layer(hidden, wide)
        return Found(hidden)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read an encoder in evaluation mode; None where it is no plain BERT."""
        stored = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        if (
            any(stored.get(key, value) != value for key, value in EXPECTED.items())
            or "model_type" not in stored
        ):
            return None
        if not (folder / WEIGHTS).is_file():
            return None
        model = cls(BertShape(**{name: stored[name] for name in BertShape.__dataclass_fields__}), folder)
        weights = {
            name.removeprefix("bert."): tensor.float() for name, tensor in load_file(folder / WEIGHTS).items()
        }
        missing = model.load_state_dict(weights, strict=False, assign=True).missing_keys
        return None if missing else model.eval()

    def save_pretrained(self, folder: Path) -> None:
        """Copy the encoder's files: its weights never change."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (CONFIG, WEIGHTS):
            shutil.copyfile(self.folder / name, folder / name)


class Linear(nn.Linear):
    """Without random weights, which would be replaced at once."""

    def reset_parameters(self) -> None:
        """Leave the memory as it is."""


class Embedding(nn.Embedding):
    """Without random weights, which would be replaced at once."""

    def reset_parameters(self) -> None:
        """Leave the memory as it is."""


class Embeddings(nn.Module):
    """Word, place and segment vectors, added and normalised."""

    def __init__(self, config: BertShape) -> None:
        super().__init__()
        width = config.hidden_size
        self.word_embeddings = Embedding(config.vocab_size, width)
        self.position_embeddings = Embedding(config.max_position_embeddings, width)
        self.token_type_embeddings = Embedding(config.type_vocab_size, width)
        self.LayerNorm = nn.LayerNorm(width, eps=config.layer_norm_eps)

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """Return (n, tokens, width) for (n, tokens) ids, all of the first segment."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        hidden = self.word_embeddings(input_ids) + self.token_type_embeddings.weight[0]
        normed: torch.Tensor = self.LayerNorm(hidden + self.position_embeddings(places))
        return normed


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each added to its input and normalised."""

    def __init__(self, config: BertShape) -> None:
        super().__init__()
        width, inner, eps = config.hidden_size, config.intermediate_size, config.layer_norm_eps
        self.heads = config.num_attention_heads
        names = ("query", "key", "value")
        self.attention = nn.ModuleDict(
            {
                "self": nn.ModuleDict({name: Linear(width, width) for name in names}),
                "output": _closing(width, width, eps),
            }
        )
        self.intermediate = nn.ModuleDict({"dense": Linear(width, inner)})
        self.output = _closing(inner, width, eps)

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return (n, tokens, width) for (n, tokens, width) and a mask (n, 1, tokens, tokens) of what is seen."""
        rows, tokens, width = hidden.shape
        each: Any = self.attention["self"]
        q, k, v = (
            each[name](hidden).view(rows, tokens, self.heads, -1).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=attention_mask)
        hidden = _closed(self.attention["output"], seen.transpose(1, 2).reshape(rows, tokens, width), hidden)
        inner = functional.gelu(self.intermediate["dense"](hidden))
        return _closed(self.output, inner, hidden)


def _closing(inputs: int, width: int, eps: float) -> nn.ModuleDict:
    return nn.ModuleDict({"dense": Linear(inputs, width), "LayerNorm": nn.LayerNorm(width, eps=eps)})


def _closed(part: Any, found: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
    closed: torch.Tensor = part["LayerNorm"](part["dense"](found) + before)
    return closed
