"""Complement naive Bayes on word counts (Rennie and others 2003): the quickest baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from paratopic.models.ngrams.ngrams import Ngrams
from paratopic.models.tfidf import TfidfLinear


class NaiveBayes(TfidfLinear):
    """One complement naive Bayes a topic; a score is the difference of the two classes' log weights."""

    def __init__(
        self,
        *,
        word: Sequence[int],
        min_df: int,
        max_features: int | None,
        sublinear_tf: bool,
        alpha: float,
        class_weight: str | None,
    ) -> None:
        self.ngrams = Ngrams(
            word=word, char=None, min_df=min_df, max_features=max_features, sublinear_tf=sublinear_tf
        )
        self.alpha, self.class_weight = alpha, class_weight

    def estimator(self, seed: int) -> Any:
        """Return the naive Bayes of one topic as a linear classifier."""
        return _Linear(self.alpha, self.class_weight)


class _Linear:
    """Complement naive Bayes of two classes written as one weight a feature."""

    def __init__(self, alpha: float, class_weight: str | None) -> None:
        self.alpha, self.class_weight = alpha, class_weight

    def fit(self, features: Any, target: Any) -> _Linear:
        from sklearn.naive_bayes import ComplementNB
        from sklearn.utils.class_weight import compute_sample_weight

        each = compute_sample_weight(self.class_weight, target)
        model = ComplementNB(alpha=self.alpha, norm=False).fit(features, target, sample_weight=each)
        weights = model.feature_log_prob_
        self.coef_ = np.atleast_2d(weights[1] - weights[0])
        self.intercept_ = np.zeros(1)
        return self
