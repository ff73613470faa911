"""A linear support vector machine on TF-IDF n-grams: the published baseline of most benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paratopic.models.ngrams.ngrams import Ngrams
from paratopic.models.tfidf import TfidfLinear


class TfidfSvm(TfidfLinear):
    """One linear SVM a topic (scikit-learn's LinearSVC); scores are margins, positive on the yes side."""

    def __init__(
        self,
        *,
        word: Sequence[int] | None,
        char: Sequence[int] | None,
        min_df: int,
        max_df: float,
        max_features: int | None,
        sublinear_tf: bool,
        use_idf: bool,
        norm: str | None,
        stop_words: str | None,
        C: float,  # noqa: N803  (scikit-learn's name)
        class_weight: str | None,
    ) -> None:
        self.ngrams = Ngrams(
            word=word,
            char=char,
            min_df=min_df,
            max_df=max_df,
            max_features=max_features,
            sublinear_tf=sublinear_tf,
            use_idf=use_idf,
            norm=norm,
            stop_words=stop_words,
        )
        self.C, self.class_weight = C, class_weight

    def estimator(self, seed: int) -> Any:
        """Return the support vector machine of one topic."""
        from sklearn.svm import LinearSVC

        return LinearSVC(C=self.C, class_weight=self.class_weight, random_state=seed)
