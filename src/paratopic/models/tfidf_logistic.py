"""Logistic regression on TF-IDF n-grams: the baseline that is hard to beat on little data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paratopic.models.ngrams.ngrams import Ngrams
from paratopic.models.tfidf import TfidfLinear


class TfidfLogistic(TfidfLinear):
    """One L2-regularised logistic regression a topic (scikit-learn's liblinear, deterministic)."""

    def __init__(
        self,
        *,
        word: Sequence[int] | None,
        char: Sequence[int] | None,
        min_df: int,
        max_features: int | None,
        sublinear_tf: bool,
        C: float,  # noqa: N803  (scikit-learn's name)
        class_weight: str | None,
    ) -> None:
        self.ngrams = Ngrams(
            word=word, char=char, min_df=min_df, max_features=max_features, sublinear_tf=sublinear_tf
        )
        self.C, self.class_weight = C, class_weight

    def estimator(self, seed: int) -> Any:
        """Return the logistic regression of one topic."""
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(
            C=self.C, class_weight=self.class_weight, solver="liblinear", random_state=seed
        )
