"""TF-IDF of word and character n-grams: learned by scikit-learn, computed without it, saved as lists and arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.errors import ConfigError, ModelError
from paratopic.models.ngrams.counts import CharCounter, WordCounter
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
        max_df: float = 1.0,
        use_idf: bool = True,
        norm: str | None = "l2",
    ) -> None:
        self.settings: dict[str, Any] = {
            "word": _range("word", word),
            "char": _range("char", char),
            "min_df": min_df,
            "max_features": max_features,
            "sublinear_tf": sublinear_tf,
            "stop_words": stop_words,
            "max_df": max_df,
            "use_idf": use_idf,
            "norm": norm,
        }
        if norm not in ("l2", None):
            raise ConfigError(f"expected norm l2 or null, found {norm!r}.")
        self.parts: list[Part] = []

    @property
    def kinds(self) -> list[str]:
        """Return "word" and "char" as far as they are in use, in the order of the features."""
        return [kind for kind in ("word", "char") if self.settings[kind]]

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary and return (n, features) rows."""
        try:
            fitted = [self._vectorizer(kind).fit(texts) for kind in self.kinds]
        except ValueError as error:
            raise ModelError(
                f"no n-gram of these {len(texts)} texts is left ({error}); lower min_df or take shorter n-grams."
            ) from error
        vocabularies = [[str(name) for name in one.get_feature_names_out()] for one in fitted]
        self._set(vocabularies, [self._idf(one, len(v)) for one, v in zip(fitted, vocabularies, strict=True)])
        return self.transform(texts)

    def transform(self, texts: Sequence[str]) -> Any:
        """Return (n, features) rows; the same ones whatever other texts come with a text."""
        from scipy import sparse

        blocks = [part.rows(texts) for part in self.parts]
        return blocks[0] if len(blocks) == 1 else sparse.hstack(blocks, format="csr")

    @property
    def names(self) -> list[str]:
        """Return the n-gram of every feature."""
        return [name for part in self.parts for name in part.vocabulary]

    def save(self, folder: Path) -> None:
        """Write the settings, the vocabulary and the inverse document frequencies."""
        vocabularies = [part.vocabulary for part in self.parts]
        save_json(folder / "ngrams.json", {"settings": self.settings, "vocabularies": vocabularies})
        save_arrays(folder / "idf.safetensors", {str(i): part.idf for i, part in enumerate(self.parts)})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        stored = load_json(folder / "ngrams.json")
        idf = load_arrays(folder / "idf.safetensors")
        ngrams = cls(**stored["settings"])
        ngrams._set(stored["vocabularies"], [idf[str(i)] for i in range(len(ngrams.kinds))])
        return ngrams

    def _idf(self, fitted: Any, size: int) -> NDArray[np.float64]:
        return np.asarray(fitted.idf_, dtype=np.float64) if self.settings["use_idf"] else np.ones(size)

    def _set(self, vocabularies: list[list[str]], idfs: list[NDArray[np.float64]]) -> None:
        self.parts = [
            Part(
                kind,
                vocabulary,
                idf,
                self._counter(kind, vocabulary),
                sublinear=self.settings["sublinear_tf"],
                unit=self.settings["norm"] is not None,
            )
            for kind, vocabulary, idf in zip(self.kinds, vocabularies, idfs, strict=True)
        ]

    def _counter(self, kind: str, vocabulary: list[str]) -> WordCounter | CharCounter:
        shortest, longest = self.settings[kind]
        if kind == "char":
            return CharCounter(vocabulary, (shortest, longest))
        return WordCounter(vocabulary, (shortest, longest), _stop_words(self.settings["stop_words"]))

    def _vectorizer(self, kind: str) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer

        return TfidfVectorizer(
            analyzer="word" if kind == "word" else "char_wb",
            ngram_range=tuple(self.settings[kind]),
            min_df=self.settings["min_df"],
            max_df=self.settings["max_df"],
            use_idf=self.settings["use_idf"],
            max_features=self.settings["max_features"],
            sublinear_tf=self.settings["sublinear_tf"],
            stop_words=self.settings["stop_words"] if kind == "word" else None,
            strip_accents="unicode" if kind == "word" else None,
            dtype=np.float32,
        )


def _range(kind: str, given: Sequence[int] | None) -> list[int] | None:
    """Return [shortest, longest], or None for none; raise ConfigError at anything else."""
    if not given:
        return None
    if isinstance(given, str) or len(given) != 2 or not 1 <= given[0] <= given[1]:
        raise ConfigError(f"expected {kind} as [shortest, longest] or null, e.g. [1, 2], found {given}.")
    return list(given)


@dataclass(frozen=True)
class Part:
    """The features of one kind: their n-grams, inverse document frequencies and counter."""

    kind: str
    vocabulary: list[str]
    idf: NDArray[np.float64]
    counter: WordCounter | CharCounter
    sublinear: bool
    unit: bool = True

    def rows(self, texts: Sequence[str]) -> Any:
        """Return (n, features) rows, of unit length unless `unit` is off; an empty row where no n-gram is known."""
        from scipy import sparse

        row, feature, count = self.counter(texts)
        weight = (np.log(count) + 1.0 if self.sublinear else count) * self.idf[feature]
        if self.unit:
            weight = weight / np.sqrt(np.bincount(row, weight * weight, minlength=len(texts)))[row]
        ends = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(texts)))])
        data = weight.astype(np.float32)
        return sparse.csr_matrix((data, feature, ends), shape=(len(texts), len(self.vocabulary)))


def _stop_words(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS)
