"""The Python twin of `paratopic classify`: load a classifier by any of its names, classify texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import load_bundle
from paratopic.corpus.readable import readable
from paratopic.errors import ConfigError
from paratopic.inference.backend_choice import choose_backend
from paratopic.inference.exact import decided_exactly
from paratopic.inference.resolve import find_bundle
from paratopic.inference.rules import rules_classifier
from paratopic.models.encoders.backends import Backend
from paratopic.models.evidence.any import explain_model
from paratopic.models.evidence.evidence import Span, strongest
from paratopic.schema import Prediction

BATCH = 2048


class Classifier:
    """A fitted classifier: texts in, topics and independent probabilities out.

    `name` says which classifier it is in every output row, `backend` which program computes its encoder.
    """

    def __init__(
        self, saved: SavedClassifier, *, name: str, folder: Path | None = None, backend: Backend | None = None
    ) -> None:
        self.saved, self.name, self.folder = saved, name, folder
        self.backend = backend or choose_backend(saved, folder)

    @classmethod
    def load(cls, name: str | Path = "champion", *, tracking_uri: str | None = None) -> Self:
        """Load the champion, `rules`, a model's latest run, a run by its id, or a bundle's folder.

        Raises ModelError where there is none (the sentence says how to get one) and BundleError where the
        bundle was damaged or changed.
        """
        if str(name) == "rules":
            return cls(rules_classifier(), name="rules")
        found = find_bundle(str(name), tracking_uri=tracking_uri)
        return cls(load_bundle(found.folder), name=found.label, folder=found.folder)

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics in the order of every probability row."""
        return self.saved.topics

    @property
    def abstains(self) -> bool:
        """Tell whether a topic may be left undecided (`thresholds.abstain` when it was trained)."""
        return bool(self.saved.thresholds.bands)

    @property
    def thresholds(self) -> dict[str, float]:
        """Return each topic's threshold."""
        return dict(zip(self.topics, self.saved.thresholds.values, strict=True))

    def with_thresholds(self, changes: Mapping[str, float]) -> Self:
        """Return the same classifier with other thresholds; raises ConfigError at an unknown topic.

        A topic whose threshold changes is always decided: its band belonged to the old one.
        """
        for topic, value in changes.items():
            if topic not in self.topics:
                raise ConfigError(f"unknown topic '{topic}'; this model has {', '.join(self.topics)}.")
            if not 0 <= value <= 1:
                raise ConfigError(f"expected a threshold from 0 to 1 for {topic}, found {value}.")
        thresholds = self.saved.thresholds.changed({**self.thresholds, **changes})
        return self._changed(saved=replace(self.saved, thresholds=thresholds))

    def with_backend(self, name: str, *, measured: bool = False) -> Self:
        """Return the same classifier computed by torch, torch-bf16, openvino or onnx; labels stay the same.

        `auto` takes what was measured to be fastest; with `measured` it measures where nobody has yet. Raises
        ConfigError for an unknown backend, MissingExtraError for one that is not installed.
        """
        return self._changed(backend=choose_backend(self.saved, self.folder, name=name, measured=measured))

    def with_name(self, name: str) -> Self:
        """Return the same classifier under another name in output rows."""
        return self._changed(name=name)

    def _changed(self, **changes: Any) -> Self:
        kept = {"saved": self.saved, "name": self.name, "folder": self.folder, "backend": self.backend}
        return type(self)(**{**kept, **changes})

    def classify(self, texts: Sequence[str], *, batch_size: int = BATCH) -> list[Prediction]:
        """Return one prediction a text, in order. Texts are read as in files: spaces, hyphens, bullets mended."""
        read = [readable(text) for text in texts]
        return [one for batch in self._batches(read, batch_size) for one in self._decide(batch)]

    def probabilities(self, texts: Sequence[str], *, batch_size: int = BATCH) -> NDArray[np.float64]:
        """Return (n, k) calibrated probabilities, of the texts as `classify` reads them."""
        return self.probabilities_of_read([readable(text) for text in texts], batch_size=batch_size)

    def probabilities_of_read(self, texts: Sequence[str], *, batch_size: int = BATCH) -> NDArray[np.float64]:
        """Return (n, k) calibrated probabilities of texts that went through `readable`."""
        blocks = list(self._batches(texts, batch_size))
        return np.concatenate(blocks) if blocks else np.zeros((0, len(self.topics)))

    def decide(self, probabilities: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return 0/1 decisions, (n, k), by the thresholds; 0 also where a topic is left undecided."""
        return self.saved.thresholds.apply(probabilities) * ~self.undecided(probabilities)

    def undecided(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return where (n, k) probabilities are too near to their threshold; nowhere if it never abstains."""
        return self.saved.thresholds.undecided(probabilities)

    def explain(
        self, texts: Sequence[str], topics: Sequence[Sequence[str]], *, limit: int = 5
    ) -> list[dict[str, list[Span]]]:
        """Return for each text, and each topic asked for, its strongest evidence in the order of the text.

        Exact shares of the score where the model can give them, else what the score loses without the words.
        """
        asked = [[self.topics.index(topic) for topic in one] for one in topics]
        found = explain_model(self.saved.model, texts, asked)
        return [
            {self.topics[k]: strongest(spans, text, limit=limit) for k, spans in evidence.items()}
            for text, evidence in zip(texts, found, strict=True)
        ]

    def _batches(self, texts: Sequence[str], size: int) -> Iterator[NDArray[np.float64]]:
        for start in range(0, len(texts), size):
            yield decided_exactly(self.saved, texts[start : start + size], self.backend)

    def _decide(self, probabilities: NDArray[np.float64]) -> Iterator[Prediction]:
        decided, left = self.decide(probabilities), self.undecided(probabilities)
        for row, on, unsure in zip(probabilities.tolist(), decided, left, strict=True):
            found = dict(zip(self.topics, row, strict=True))
            yield Prediction(named(self.topics, on), found, named(self.topics, unsure))


def named(topics: Sequence[str], row: Iterable[Any]) -> tuple[str, ...]:
    """Return the topics where a row of decisions says yes."""
    return tuple(topic for topic, yes in zip(topics, row, strict=True) if yes)
