"""What the TF-IDF models share: n-grams in, one linear classifier a topic."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from paratopic.dataset.examples import Examples
from paratopic.models.evidence.evidence import Evidence
from paratopic.models.evidence.words import explain_ngrams
from paratopic.models.linear_head import LinearHead, fit_head
from paratopic.models.ngrams.ngrams import Ngrams
from paratopic.models.protocol import FitContext, Scores, Selection


class TfidfLinear:
    """N-grams and a linear head; a subclass says which estimator fits each topic."""

    selection: ClassVar[Selection] = "out_of_fold"
    family: ClassVar[str] = "linear"

    ngrams: Ngrams
    head: LinearHead

    def estimator(self, seed: int) -> Any:
        """Return an unfitted binary scikit-learn estimator with `coef_` and `intercept_`."""
        raise NotImplementedError

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Learn vocabulary and weights on `train`."""
        features = self.ngrams.fit_transform(train.texts)
        self.head = fit_head(features, train.targets, lambda: self.estimator(context.seed))
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the linear scores, (n, k)."""
        return self.head.scores(self.ngrams.transform(texts))

    def explain(self, texts: Sequence[str], topics: Sequence[Sequence[int]]) -> list[Evidence]:
        """Return each word's exact share of the scores."""
        return explain_ngrams(self.ngrams, self.head.coefficients, texts, topics)

    def diagnostics(self) -> dict[str, float]:
        """Return the number of features."""
        return {"features": float(self.head.coefficients.shape[0])}

    def save(self, folder: Path) -> None:
        """Write the n-grams and the head."""
        self.ngrams.save(folder)
        self.head.save(folder / "head.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read n-grams and head; what was only needed for fitting is not restored."""
        model = cls.__new__(cls)
        model.ngrams = Ngrams.load(folder)
        model.head = LinearHead.load(folder / "head.safetensors")
        return model
