"""A frozen sentence encoder: texts to unit vectors, long ones by the mean of their windows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.models.encoders.backends import backend_in_force, forward
from paratopic.models.encoders.devices import pick_device, tokens_a_batch
from paratopic.models.encoders.encoder_source import find_encoder
from paratopic.models.encoders.windows import cut_windows, pad

REMEMBERED = 50_000


class Encoder:
    """Embed texts with mean pooling; embeddings are remembered, so that folds don't compute them again."""

    def __init__(self, model: Any, tokenizer: Any, *, max_tokens: int, stride: int) -> None:
        self.max_tokens, self.stride = max_tokens, stride
        self.device = pick_device()
        self.tokenizer, self.model = tokenizer, model.to(self.device).eval()
        self.pooled = _pooled(self.model)
        self._known: dict[str, dict[str, NDArray[np.float32]]] = {}  # by backend
        self._windowed: set[str] = set()

    @classmethod
    def read(cls, folder: Path, *, max_tokens: int, stride: int) -> Self:
        """Read an encoder and its tokenizer from `folder`."""
        model, tokenizer = load_pretrained(folder)
        return cls(model, tokenizer, max_tokens=max_tokens, stride=stride)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, dimensions) unit vectors."""
        known = self._known.setdefault(backend_in_force().name, {})
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) + len(new) > REMEMBERED:
            known.clear()
            new = list(dict.fromkeys(texts))
        known.update(zip(new, self._embed(new), strict=True))
        return np.stack([known[text] for text in texts]) if texts else self._embed([])

    def windowed(self, texts: Sequence[str]) -> int:
        """Return how many of these texts were longer than one window."""
        return sum(text in self._windowed for text in texts)

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        windows = cut_windows(self.tokenizer, texts, max_tokens=self.max_tokens, stride=self.stride)
        width = int(self.model.config.hidden_size)
        vectors = np.zeros((len(windows.token_ids), width), dtype=np.float32)
        for batch in windows.batches(tokens_a_batch(self.device)):
            ids, mask = pad([windows.token_ids[i] for i in batch], self._pad_id())
            vectors[batch] = forward(self.pooled, ids, mask, device=self.device)
        self._windowed.update(texts[i] for i in np.flatnonzero(np.bincount(windows.owner) > 1))
        pooled = np.zeros((len(texts), width), dtype=np.float32)
        np.add.at(pooled, windows.owner, vectors)
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(norms, 1e-9), dtype=np.float32)

    def _pad_id(self) -> int:
        return int(self.tokenizer.pad_token_id or 0)


def _pooled(model: Any) -> Any:
    """Return the module that a backend computes: token ids and mask to unit vectors, (n, dimensions)."""
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            hidden = self.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            return torch.nn.functional.normalize(mean_pool(hidden, mask), dim=1)

    return Pooled().eval()


def mean_pool(hidden: Any, mask: Any) -> Any:
    """Return the mean of the token vectors under `mask`: (n, tokens, d) and (n, tokens) to (n, d)."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1e-9)


def load_pretrained(folder: Path, *, trained: bool = False) -> tuple[Any, Any]:
    """Return the encoder and the tokenizer in `folder`; transformers' own where they will be `trained`.

    To answer, a BERT needs neither transformers' import (seconds) nor its model (`bert.py`).
    """
    from paratopic.models.encoders.bert import Bert
    from paratopic.models.encoders.tokenizer import Tokenizer

    if not trained:
        model, tokenizer = Bert.read(folder), Tokenizer.read(folder)
        if model is not None and tokenizer is not None:
            return model, tokenizer
    from transformers import AutoConfig, AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    if hasattr(config, "attention_probs_dropout_prob"):
        config.attention_probs_dropout_prob = 0.0  # one fused kernel then, 1.5 times as fast, as good
    model = AutoModel.from_pretrained(folder, config=config, local_files_only=True)
    return model, AutoTokenizer.from_pretrained(folder, local_files_only=True)


@lru_cache(maxsize=2)
def load_encoder(name: str, *, max_tokens: int, stride: int) -> Encoder:
    """Return the encoder `name`, loaded once a process; raises ModelError where it can't be found."""
    return Encoder.read(find_encoder(name), max_tokens=max_tokens, stride=stride)
