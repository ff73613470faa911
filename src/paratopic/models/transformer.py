"""A fine-tuned encoder: mean-pooled tokens, one logit a topic, long texts by their strongest window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.encoder_source import find_encoder
from paratopic.models.encoders.windows import cut_windows
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.storage import load_json, save_json

if TYPE_CHECKING:
    from paratopic.models.encoders.network import Network


class Transformer:
    """Fine-tune the upper layers of an encoder on the paragraphs (recipe in `finetune.py`)."""

    selection: ClassVar[Selection] = "validation"
    family: ClassVar[str] = "transformer"
    network: Network

    def __init__(
        self,
        *,
        encoder: str,
        max_tokens: int,
        stride: int,
        frozen_layers: int,
        dropout: float,
        epochs: int,
        batch_size: int,
        learning_rate: float,
        head_learning_rate: float,
        layer_decay: float,
        weight_decay: float,
        warmup: float,
        class_weight: str | None,
        contrast: float,
        temperature: float,
        bf16: bool | None,
    ) -> None:
        self.encoder, self.frozen_layers, self.dropout = encoder, frozen_layers, dropout
        self.window = {"max_tokens": max_tokens, "stride": stride}
        self.recipe: dict[str, Any] = {
            "epochs": epochs,
            "batch_size": batch_size,
            "learning_rate": learning_rate,
            "head_learning_rate": head_learning_rate,
            "layer_decay": layer_decay,
            "weight_decay": weight_decay,
            "warmup": warmup,
            "class_weight": class_weight,
            "contrast": contrast,
            "temperature": temperature,
            "bf16": bf16,
        }
        self.history: list[dict[str, float]] = []
        self._diagnostics: dict[str, float] = {}

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fine-tune on `train`; with `context.validation` keep the epoch with the best macro-F1 there."""
        from paratopic.models.encoders.finetune import Recipe, finetune
        from paratopic.models.encoders.network import build_network

        self.network = build_network(
            find_encoder(self.encoder),
            topics=len(train.topics),
            frozen=self.frozen_layers,
            dropout=self.dropout,
            seed=context.seed,
        )
        windows = cut_windows(self.network.tokenizer, train.texts, **self.window)
        held_out = context.validation
        self.history = finetune(
            self.network,
            windows,
            train,
            Recipe(**self.recipe),
            seed=context.seed,
            validation=(cut_windows(self.network.tokenizer, held_out.texts, **self.window), held_out)
            if held_out is not None
            else None,
        )
        self._diagnostics = {"windowed_paragraphs": float(windows.windowed)}
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the logits, (n, k); of several windows the largest counts."""
        from paratopic.models.encoders.finetune import score_windows

        if not texts:
            return np.zeros((0, self.network.topics))
        different = list(dict.fromkeys(texts))
        found = score_windows(self.network, cut_windows(self.network.tokenizer, different, **self.window))
        place = {text: row for row, text in enumerate(different)}
        return found[[place[text] for text in texts]]

    def diagnostics(self) -> dict[str, float]:
        """Return how many training paragraphs were longer than one window."""
        return self._diagnostics

    def save(self, folder: Path) -> None:
        """Write the fine-tuned encoder, its tokenizer and the head."""
        from paratopic.models.encoders.network import save_network

        save_json(folder / "transformer.json", {**self.window, "frozen": self.network.frozen})
        save_network(self.network, folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a fine-tuned encoder."""
        from paratopic.models.encoders.network import load_network

        model = cls.__new__(cls)
        stored = load_json(folder / "transformer.json")
        model.network = load_network(folder, frozen=stored.pop("frozen"))
        model.window = stored
        model._diagnostics, model.history = {}, []
        return model
