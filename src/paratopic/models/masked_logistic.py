"""Logistic regression on n-grams of masked texts: stems of words, characters, no names, no numbers.

With `passage` a text is worth what its most telling run of so many sentences is worth, if that is more than the
whole: one clause of a long paragraph is enough for a topic (passage-level evidence: Callan, SIGIR 1994).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np

from paratopic.dataset.examples import Examples
from paratopic.models.linear_head import LinearHead, fit_head
from paratopic.models.ngrams.masking import known_words, mask, stems
from paratopic.models.ngrams.ngrams import Ngrams
from paratopic.models.protocol import FitContext, Scores, Selection
from paratopic.models.sentences import cut_passages
from paratopic.models.storage import load_json, save_json


class MaskedLogistic:
    """One logistic regression a topic; what it learns carries over to issuers it has never seen."""

    selection: ClassVar[Selection] = "out_of_fold"
    family: ClassVar[str] = "linear"

    def __init__(
        self,
        *,
        word: Sequence[int],
        char: Sequence[int],
        word_min_df: int,
        char_min_df: int,
        C: float,  # noqa: N803  (scikit-learn's name)
        class_weight: str | None,
        passage: int | None,
    ) -> None:
        options: dict[str, Any] = {"max_features": None, "sublinear_tf": True}
        self.words = Ngrams(word=word, char=None, min_df=word_min_df, **options)
        self.characters = Ngrams(word=None, char=char, min_df=char_min_df, **options)
        self.C, self.class_weight, self.passage = C, class_weight, passage

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Learn which words are names, the vocabulary and the weights on `train`."""
        from scipy import sparse
        from sklearn.linear_model import LogisticRegression

        self.known = known_words(train.texts)
        masked = [mask(text, self.known) for text in train.texts]
        words = self.words.fit_transform([stems(text) for text in masked])
        rows = sparse.hstack([words, self.characters.fit_transform(masked)], format="csr")
        self.head = fit_head(
            rows,
            train.targets,
            lambda: LogisticRegression(
                C=self.C, class_weight=self.class_weight, solver="liblinear", random_state=context.seed
            ),
        )
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the linear scores, (n, k): of each text, or of its passage with the highest."""
        if self.passage is None or not texts:
            return self._scores(texts)
        pieces, starts = cut_passages(texts, self.passage)
        return np.asarray(np.maximum.reduceat(self._scores(pieces), starts))

    def _scores(self, texts: Sequence[str]) -> Scores:
        from scipy import sparse

        masked = [mask(text, self.known) for text in texts]
        words = self.words.transform([stems(text) for text in masked])
        return self.head.scores(sparse.hstack([words, self.characters.transform(masked)], format="csr"))

    def diagnostics(self) -> dict[str, float]:
        """Return the number of features."""
        return {"features": float(self.head.coefficients.shape[0])}

    def save(self, folder: Path) -> None:
        """Write the known words, both vocabularies, the head and the length of a passage."""
        for name, ngrams in (("words", self.words), ("characters", self.characters)):
            (folder / name).mkdir()
            ngrams.save(folder / name)
        save_json(folder / "known.json", sorted(self.known))
        self.head.save(folder / "head.safetensors")
        save_json(folder / "passage.json", {"sentences": self.passage})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls.__new__(cls)
        model.words, model.characters = Ngrams.load(folder / "words"), Ngrams.load(folder / "characters")
        model.known = frozenset(load_json(folder / "known.json"))
        model.head = LinearHead.load(folder / "head.safetensors")
        passage = folder / "passage.json"  # bundles of before passages have none
        model.passage = load_json(passage)["sentences"] if passage.is_file() else None
        return model
