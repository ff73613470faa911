"""A fine-tuned encoder: mean-pooled tokens, one logit a topic, long texts by their strongest window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from paratopic.dataset.examples import Examples
from paratopic.models.devices import autocast, native_bf16, pick_device, tokens_a_batch
from paratopic.models.encoder_source import find_encoder
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.storage import load_json, save_json
from paratopic.models.windows import cut_windows, pad

if TYPE_CHECKING:
    from paratopic.models.network import Network


class Transformer:
    """Fine-tune every weight of an encoder on the paragraphs (recipe in `finetune.py`)."""

    selection: ClassVar[Selection] = "validation"
    family: ClassVar[str] = "transformer"

    def __init__(
        self,
        *,
        encoder: str,
        max_tokens: int,
        stride: int,
        epochs: int,
        batch_size: int,
        learning_rate: float,
        head_learning_rate: float,
        layer_decay: float,
        weight_decay: float,
        warmup: float,
        dropout: float,
        class_weight: str | None,
        bf16: bool | None,
    ) -> None:
        self.encoder = encoder
        self.window = {"max_tokens": max_tokens, "stride": stride}
        self.dropout = dropout
        self.recipe: dict[str, Any] = {
            "epochs": epochs,
            "batch_size": batch_size,
            "learning_rate": learning_rate,
            "head_learning_rate": head_learning_rate,
            "layer_decay": layer_decay,
            "weight_decay": weight_decay,
            "warmup": warmup,
            "class_weight": class_weight,
            "bf16": bf16,
        }
        self._diagnostics: dict[str, float] = {}
        self.history: list[dict[str, float]] = []

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fine-tune on `train`; with `context.validation` keep the epoch with the best macro-F1 there."""
        from paratopic.models.finetune import finetune
        from paratopic.models.network import build_network

        self.network = build_network(
            find_encoder(self.encoder), topics=len(train.topics), dropout=self.dropout, seed=context.seed
        )
        windows = cut_windows(self.network.tokenizer, train.texts, **self.window)
        self.history = finetune(self, windows, train, context)
        self._diagnostics = {"windowed_paragraphs": float(windows.windowed)}
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the logits, (n, k); of several windows the largest counts."""
        import torch

        network: Network = self.network
        device = pick_device()
        network.to(device).eval()
        different = list(dict.fromkeys(texts))
        windows = cut_windows(network.tokenizer, different, **self.window)
        found = np.full((len(different), network.topics), -np.inf)
        for batch in windows.batches(tokens_a_batch(device)):
            ids, mask = pad([windows.token_ids[i] for i in batch], network.pad_id)
            with torch.inference_mode(), autocast(device, bf16=native_bf16()):
                logits = network(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
            np.maximum.at(found, windows.owner[batch], logits.float().cpu().numpy())
        place = {text: row for row, text in enumerate(different)}
        return found[[place[text] for text in texts]]

    def diagnostics(self) -> dict[str, float]:
        """Return the best epoch and how many training paragraphs were longer than one window."""
        return self._diagnostics

    def save(self, folder: Path) -> None:
        """Write the fine-tuned encoder, its tokenizer and the head."""
        from paratopic.models.network import save_network

        save_json(folder / "transformer.json", {**self.window, "dropout": self.dropout})
        save_network(self.network, folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a fine-tuned encoder."""
        from paratopic.models.network import load_network

        model = cls.__new__(cls)
        stored = load_json(folder / "transformer.json")
        model.dropout = stored.pop("dropout")
        model.window = stored
        model.network = load_network(folder, dropout=model.dropout)
        model._diagnostics, model.history = {}, []
        return model
