"""Words, rules, sentences and a fine-tuned encoder in one vote on aligned log-odds.

By default a mean with weights that are set, not learned: stacking prefers what fits its own corpus, and the hybrid
is for the next one (experiments/012_hybrid_parts). Every part is aligned on validation paragraphs that it had not
seen; then the parts of `refit` are fitted once more, on these too. Example paragraphs widen what
the parts learn from (experiments/016_examples); other models keep to the corpus, where they brought them nothing.
"""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples, join
from paratopic.dataset.splits import document_folds
from paratopic.errors import BundleError, ModelError, ParatopicWarning
from paratopic.models.alignment import Alignment, align
from paratopic.models.combination import Combination, combine
from paratopic.models.evidence.evidence import Evidence
from paratopic.models.evidence.mixture import explain_mixture
from paratopic.models.masked_logistic import MaskedLogistic
from paratopic.models.protocol import FitContext, Model, Scores, Selection
from paratopic.models.rules import Rules
from paratopic.models.sentence_logistic import SentenceLogistic
from paratopic.models.storage import load_json, save_json
from paratopic.models.transformer import Transformer

PARTS: dict[str, type[Model]] = {
    "words": MaskedLogistic,
    "rules": Rules,
    "sentences": SentenceLogistic,
    "tuned": Transformer,
}
FOLDS = 5


class Hybrid:
    """Several models in one; a part of weight 0 is left out, and the rules where there is no codebook."""

    selection: ClassVar[Selection] = "validation"
    family: ClassVar[str] = "hybrid"

    def __init__(
        self,
        *,
        weights: Mapping[str, float],
        combine: str,
        limit: float,
        refit: Sequence[str],
        words: Mapping[str, Any],
        sentences: Mapping[str, Any],
        tuned: Mapping[str, Any],
    ) -> None:
        for key, names in (("weights", weights), ("refit", refit)):
            if unknown := sorted(set(names) - set(PARTS)):
                raise ModelError(f"unknown part 'model.{key}.{unknown[0]}', expected {', '.join(PARTS)}.")
        self.weights = {name: float(weight) for name, weight in weights.items() if weight > 0}
        if not self.weights:
            raise ModelError(f"expected a weight above 0 for one of {', '.join(PARTS)}, found none.")
        self.combine, self.limit, self.refit = combine, limit, frozenset(refit)
        self.settings: dict[str, Mapping[str, Any]] = {
            "words": words,
            "rules": {},
            "sentences": sentences,
            "tuned": tuned,
        }
        self.history: list[dict[str, float]] = []

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fit the parts, align them on the validation paragraphs, fit those of `refit` again on both."""
        if context.codebook is None:
            self.weights.pop("rules", None)
        if context.validation is None:
            train, validation = _hold_back(train, context.seed)
        else:
            validation = context.validation
        self.examples = len(context.examples or ())
        train, context = _widened(train, context), FitContext(context.seed, context.codebook, validation)
        self.parts = {name: self._fit_part(name, train, context) for name in self.weights}
        found = {name: part.scores(validation.texts) for name, part in self.parts.items()}
        self._validation_scores = self._cross_combined(found, validation)
        self.alignments, self.combination = self._learn(found, validation.targets)
        self.history = list(getattr(self.parts.get("tuned"), "history", []))
        self._fit_again(join(train, validation), context)
        return self

    def refitted(self, train: Examples, context: FitContext) -> Self:
        """Return a hybrid whose parts of `refit` are fitted on `train`, under the alignments of this one."""
        if not self.refit & set(self.weights):
            message = "kept as judged: no part of this hybrid is in model.refit, so fit_all changes nothing."
            warnings.warn(message, ParatopicWarning, stacklevel=2)
        model = copy.copy(self)
        model.parts = dict(self.parts)
        model._fit_again(_widened(train, context), context)
        return model

    def validation_scores(self) -> Scores:
        """Return the scores of the validation paragraphs by parts and alignments that had not seen them."""
        return self._validation_scores

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the combined aligned log-odds of the parts, (n, k)."""
        return self.combination({n: self.alignments[n](part.scores(texts)) for n, part in self.parts.items()})

    def explain(self, texts: Sequence[str], topics: Sequence[Sequence[int]]) -> list[Evidence]:
        """Return the parts' evidence, weighted as their scores are."""
        parts = [
            (part, self.combination.coefficients[name] * self.alignments[name].slopes)
            for name, part in self.parts.items()
        ]
        return explain_mixture(parts, texts, topics)

    def diagnostics(self) -> dict[str, float]:
        """Return the figures of the parts, and how many example paragraphs they learned from."""
        found = {key: value for part in self.parts.values() for key, value in part.diagnostics().items()}
        return {**found, "example_paragraphs": float(self.examples)}

    def save(self, folder: Path) -> None:
        """Write each part into a folder of its own, weights and alignments beside them."""
        for name, part in self.parts.items():
            (folder / name).mkdir()
            part.save(folder / name)
        aligned = {name: one.to_dict() for name, one in self.alignments.items()}
        save_json(folder / "hybrid.json", {"alignments": aligned, **self.combination.to_dict()})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the parts, by the closed table above."""
        model = cls.__new__(cls)
        stored = load_json(folder / "hybrid.json")
        model.combination = Combination.from_dict(stored)
        names = list(model.combination.coefficients)
        if unknown := sorted(set(names) - set(PARTS)):
            raise BundleError(f"expected the parts {', '.join(PARTS)} in a hybrid, found {unknown[0]!r}.")
        model.alignments = {name: Alignment.from_dict(stored["alignments"][name]) for name in names}
        model.parts = {name: PARTS[name].load(folder / name) for name in names}
        model.history, model.examples = [], 0
        return model

    def _fit_again(self, train: Examples, context: FitContext) -> None:
        alone = FitContext(context.seed, context.codebook)
        again = [name for name in self.weights if name in self.refit]
        self.parts.update({name: self._fit_part(name, train, alone) for name in again})

    def _fit_part(self, name: str, train: Examples, context: FitContext) -> Model:
        return PARTS[name](**self.settings[name]).fit(train, context)

    def _learn(
        self, found: Mapping[str, Scores], targets: NDArray[Any]
    ) -> tuple[dict[str, Alignment], Combination]:
        alignments = {name: align(scores, targets, limit=self.limit) for name, scores in found.items()}
        aligned = {name: alignments[name](scores) for name, scores in found.items()}
        return alignments, combine(self.combine, self.weights, aligned, targets)

    def _cross_combined(self, found: Mapping[str, Scores], validation: Examples) -> Scores:
        """Align and combine each fold of the validation paragraphs by the others: none judges itself."""
        count = min(FOLDS, len(set(validation.documents)))
        folds = document_folds(validation.documents, validation.targets, folds=count, seed=0)
        combined = np.zeros(validation.targets.shape)
        for fold in range(count):
            inside, outside = folds == fold, folds != fold
            others = {name: scores[outside] for name, scores in found.items()}
            alignments, combination = self._learn(others, validation.targets[outside])
            combined[inside] = combination({n: alignments[n](s[inside]) for n, s in found.items()})
        return combined


def _widened(train: Examples, context: FitContext) -> Examples:
    """Return what parts learn from: the train part, and the example paragraphs that go with it."""
    return train if context.examples is None else join(train, context.examples)


def _hold_back(train: Examples, seed: int) -> tuple[Examples, Examples]:
    """Set a fifth of the documents aside where nobody gave validation paragraphs."""
    fold = document_folds(train.documents, train.targets, folds=FOLDS, seed=seed)
    return train.take(np.flatnonzero(fold != 0)), train.take(np.flatnonzero(fold == 0))
