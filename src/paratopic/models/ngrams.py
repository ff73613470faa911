"""TF-IDF of word and character n-grams by scikit-learn, saved as a word list and an array."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from paratopic.models.storage import load_arrays, load_json, save_arrays, save_json


class Ngrams:
    """Turn texts into sparse rows: word n-grams, then character n-grams within words, each of unit length.

    `word` and `char` are [shortest, longest] or None for none; at least one is given.
    """

    def __init__(
        self,
        *,
        word: Sequence[int] | None,
        char: Sequence[int] | None,
        min_df: int,
        max_features: int | None,
        sublinear_tf: bool,
        stop_words: str | None = None,
    ) -> None:
        self.settings: dict[str, Any] = {
            "word": list(word) if word else None,
            "char": list(char) if char else None,
            "min_df": min_df,
            "max_features": max_features,
            "sublinear_tf": sublinear_tf,
            "stop_words": stop_words,
        }
        self._parts = [self._vectorizer(kind) for kind in ("word", "char") if self.settings[kind]]

    def _vectorizer(self, kind: str, vocabulary: list[str] | None = None) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer

        return TfidfVectorizer(
            analyzer="word" if kind == "word" else "char_wb",
            ngram_range=tuple(self.settings[kind]),
            min_df=self.settings["min_df"],
            max_features=self.settings["max_features"],
            sublinear_tf=self.settings["sublinear_tf"],
            stop_words=self.settings["stop_words"] if kind == "word" else None,
            strip_accents="unicode" if kind == "word" else None,
            dtype=np.float32,
            vocabulary=vocabulary,
        )

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary and return (n, features) rows."""
        return _stack([part.fit_transform(texts) for part in self._parts])

    def transform(self, texts: Sequence[str]) -> Any:
        """Return (n, features) rows; no texts give no rows."""
        return _stack([part.transform(texts or [""])[: len(texts)] for part in self._parts])

    @property
    def names(self) -> list[str]:
        """Return the n-gram of every feature."""
        return [str(name) for part in self._parts for name in part.get_feature_names_out()]

    def save(self, folder: Path) -> None:
        """Write the settings, the vocabulary and the inverse document frequencies."""
        vocabularies = [[str(name) for name in part.get_feature_names_out()] for part in self._parts]
        save_json(folder / "ngrams.json", {"settings": self.settings, "vocabularies": vocabularies})
        save_arrays(folder / "idf.safetensors", {str(i): part.idf_ for i, part in enumerate(self._parts)})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        stored = load_json(folder / "ngrams.json")
        idf = load_arrays(folder / "idf.safetensors")
        ngrams = cls(**stored["settings"])
        kinds = [kind for kind in ("word", "char") if ngrams.settings[kind]]
        ngrams._parts = [
            ngrams._vectorizer(kind, words) for kind, words in zip(kinds, stored["vocabularies"], strict=True)
        ]
        for number, part in enumerate(ngrams._parts):
            part.idf_ = idf[str(number)]
        return ngrams


def _stack(blocks: list[Any]) -> Any:
    if len(blocks) == 1:
        return blocks[0]
    from scipy import sparse

    return sparse.hstack(blocks, format="csr")
