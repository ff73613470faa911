"""An encoder fine-tuned by contrast, then logistic regression on its vectors: strong on few labelled paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.encoder import Encoder
from paratopic.models.encoders.encoder_source import find_encoder
from paratopic.models.encoders.windows import cut_windows
from paratopic.models.linear_head import TOLERANCE, LinearHead, fit_head
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.storage import load_json, save_json


class Contrastive:
    """Pull paragraphs of shared topics together (`contrast.py`), then fit one logistic regression a topic."""

    selection: ClassVar[Selection] = "validation"
    family: ClassVar[str] = "transformer"
    encoder: Encoder

    def __init__(
        self,
        *,
        encoder: str,
        max_tokens: int,
        stride: int,
        frozen_layers: int,
        epochs: int,
        batch_size: int,
        learning_rate: float,
        layer_decay: float,
        weight_decay: float,
        warmup: float,
        temperature: float,
        C: float,  # noqa: N803  (scikit-learn's name)
        class_weight: str | None,
        bf16: bool | None,
    ) -> None:
        self.source, self.frozen_layers = encoder, frozen_layers
        self.window = {"max_tokens": max_tokens, "stride": stride}
        self.recipe: dict[str, Any] = {
            "epochs": epochs,
            "batch_size": batch_size,
            "learning_rate": learning_rate,
            "head_learning_rate": 0.0,
            "layer_decay": layer_decay,
            "weight_decay": weight_decay,
            "warmup": warmup,
            "class_weight": None,
            "bf16": bf16,
            "temperature": temperature,
        }
        self.C, self.class_weight = C, class_weight
        self.history: list[dict[str, float]] = []
        self._windowed = 0

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fine-tune the encoder on `train`, then fit the head on its vectors."""
        from sklearn.linear_model import LogisticRegression

        self.encoder = self._tuned(train, context.seed)
        features = self.encoder.embed(train.texts)
        self._windowed = self.encoder.windowed(train.texts)
        self.head = fit_head(
            features,
            train.targets,
            lambda: LogisticRegression(
                C=self.C, class_weight=self.class_weight, max_iter=2000, tol=TOLERANCE
            ),
        )
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the linear scores, (n, k)."""
        return self.head.scores(self.encoder.embed(texts))

    def diagnostics(self) -> dict[str, float]:
        """Return how many training paragraphs were longer than one window."""
        return {"windowed_paragraphs": float(self._windowed)}

    def save(self, folder: Path) -> None:
        """Write the fine-tuned encoder, its tokenizer, its window and the head."""
        save_json(folder / "contrastive.json", self.window)
        self.encoder.model.save_pretrained(folder / "encoder")
        self.encoder.tokenizer.save_pretrained(folder / "encoder")
        self.head.save(folder / "head.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the encoder and the head."""
        model = cls.__new__(cls)
        model.window = load_json(folder / "contrastive.json")
        model.encoder = Encoder.read(folder / "encoder", **model.window)
        model.head = LinearHead.load(folder / "head.safetensors")
        model.history, model._windowed = [], 0
        return model

    def _tuned(self, train: Examples, seed: int) -> Encoder:
        from paratopic.models.encoders.contrast import contrast
        from paratopic.models.encoders.finetune import Recipe
        from paratopic.models.encoders.network import build_network

        network = build_network(
            find_encoder(self.source),
            topics=len(train.topics),
            frozen=self.frozen_layers,
            dropout=0.0,
            seed=seed,
        )
        windows = cut_windows(network.tokenizer, train.texts, **self.window)
        recipe = Recipe(**self.recipe)
        self.history = contrast(network, windows, train, recipe, seed=seed)
        return Encoder(network.encoder, network.tokenizer, **self.window)
