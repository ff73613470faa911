"""Logistic regression on the vectors of a frozen sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.encoder import Encoder, load_encoder
from paratopic.models.linear_head import TOLERANCE, LinearHead, fit_head
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.storage import load_json, save_json


class EmbeddingLogistic:
    """One logistic regression a topic on unit vectors; the encoder is named, not stored, in the bundle."""

    selection: ClassVar[Selection] = "out_of_fold"
    family: ClassVar[str] = "embedding"

    def __init__(
        self,
        *,
        encoder: str,
        max_tokens: int,
        stride: int,
        C: float,  # noqa: N803  (scikit-learn's name)
        class_weight: str | None,
    ) -> None:
        self.encoder_settings: dict[str, Any] = {
            "name": encoder,
            "max_tokens": max_tokens,
            "stride": stride,
        }
        self.C, self.class_weight = C, class_weight
        self._windowed = 0

    @property
    def encoder(self) -> Encoder:
        """Return the encoder, loaded at first use."""
        return load_encoder(**self.encoder_settings)

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Embed the texts and fit the head."""
        from sklearn.linear_model import LogisticRegression

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
        """Write the head and the encoder's name and window."""
        save_json(folder / "encoder.json", self.encoder_settings)
        self.head.save(folder / "head.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the head; the encoder is found again by its name."""
        model = cls.__new__(cls)
        model.encoder_settings = load_json(folder / "encoder.json")
        model.head = LinearHead.load(folder / "head.safetensors")
        model._windowed = 0
        return model
