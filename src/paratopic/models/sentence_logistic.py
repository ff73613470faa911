"""Frozen encoder, sentences as instances: a paragraph has a topic where one of its sentences does.

Multiple-instance learning by re-weighting (Andrews, Tsochantaridis and Hofmann 2002, in a soft form): in a
positive paragraph the sentences count by how nearly they are its most telling one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.encoder import Encoder, load_encoder
from paratopic.models.linear_head import TOLERANCE, LinearHead, fit_head
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.sentences import cut_sentences
from paratopic.models.storage import load_json, save_json

Vector = NDArray[np.float64]


class SentenceLogistic:
    """One logistic regression a topic on sentence vectors; a paragraph's score is their soft maximum."""

    selection: ClassVar[Selection] = "out_of_fold"
    family: ClassVar[str] = "embedding"

    def __init__(
        self,
        *,
        encoder: str,
        max_tokens: int,
        stride: int,
        C: float,  # noqa: N803  (scikit-learn's name)
        rounds: int,
        sharpness: float,
        class_weight: str | None,
    ) -> None:
        self.encoder_settings: dict[str, Any] = {"name": encoder, "max_tokens": max_tokens, "stride": stride}
        self.C, self.rounds, self.sharpness, self.class_weight = C, rounds, sharpness, class_weight

    @property
    def encoder(self) -> Encoder:
        """Return the encoder, loaded at first use."""
        return load_encoder(**self.encoder_settings)

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fit, weigh the sentences by what was learned, and fit again, `rounds` times for each topic."""
        sentences, owner = cut_sentences(train.texts)
        vectors = self.encoder.embed(sentences)
        columns = [
            self._fit_topic(vectors, owner, train.targets[:, [k]]) for k in range(train.targets.shape[1])
        ]
        self.head = LinearHead(
            np.concatenate([one.coefficients for one in columns], axis=1),
            np.concatenate([one.intercepts for one in columns]),
        )
        return self

    def _fit_topic(self, vectors: NDArray[np.float32], owner: NDArray[np.intp], target: Any) -> LinearHead:
        texts = int(owner[-1]) + 1
        count = np.bincount(owner, minlength=texts)[owner]
        positive = target[owner, 0] == 1
        weight: Vector = 1 / np.sqrt(count)
        for _ in range(self.rounds):
            head = fit_head(vectors, target[owner], lambda w=weight: _Weighted(self.C, self.class_weight, w))  # type: ignore[misc]
            score = head.scores(vectors)[:, 0]
            best = np.full(texts, -np.inf)
            np.maximum.at(best, owner, score)
            near = np.exp(np.minimum(0, score - best[owner]))
            share = near / np.bincount(owner, near, minlength=texts)[owner]
            weight = np.where(positive, share * np.minimum(2, count), 1 / np.sqrt(count))
        return head

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the soft maximum of each text's sentence scores, (n, k)."""
        if not texts:
            return np.zeros((0, len(self.head.intercepts)))
        sentences, owner = cut_sentences(texts)
        each = self.head.scores(self.encoder.embed(sentences))
        sums = np.zeros((len(texts), each.shape[1]))
        np.add.at(sums, owner, np.exp(self.sharpness * each))
        return np.asarray(np.log(sums) / self.sharpness, dtype=np.float64)

    def diagnostics(self) -> dict[str, float]:
        """Return nothing more than the head says."""
        return {}

    def save(self, folder: Path) -> None:
        """Write the head, the encoder's name and window and the sharpness."""
        save_json(folder / "encoder.json", {**self.encoder_settings, "sharpness": self.sharpness})
        self.head.save(folder / "head.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the head; the encoder is found again by its name."""
        model = cls.__new__(cls)
        model.encoder_settings = load_json(folder / "encoder.json")
        model.sharpness = model.encoder_settings.pop("sharpness")
        model.head = LinearHead.load(folder / "head.safetensors")
        return model


class _Weighted:
    """A logistic regression that carries its sample weights with it."""

    def __init__(self, C: float, class_weight: str | None, weight: Vector) -> None:  # noqa: N803
        self.C, self.class_weight, self.weight = C, class_weight, weight

    def fit(self, features: Any, target: Any) -> Any:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=self.C, class_weight=self.class_weight, max_iter=2000, tol=TOLERANCE)
        return model.fit(features, target, sample_weight=self.weight)
