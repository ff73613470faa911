"""The codebook's rules as a classifier: nothing is learned, every vote has its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Self

from paratopic.codebook import Codebook
from paratopic.dataset.examples import Examples
from paratopic.errors import ModelError
from paratopic.models.evidence.evidence import Evidence
from paratopic.models.evidence.rules import vote_evidence
from paratopic.models.protocol import FitContext, Scores, Selection


class Rules:
    """Score texts by the weighted votes of the codebook's rules."""

    selection: ClassVar[Selection] = "out_of_fold"
    family: ClassVar[str] = "rules"

    def __init__(self, codebook: Codebook | None = None) -> None:
        self.codebook = codebook

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Take the codebook; raise ModelError where there is none or its topics differ."""
        if context.codebook is None or context.codebook.topics != train.topics:
            raise ModelError(
                f"the rules model needs a codebook with the topics {', '.join(train.topics)}; "
                "choose one with codebook=NAME or take another model."
            )
        self.codebook = context.codebook
        return self

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return the codebook's scores, (n, k)."""
        return self._known().scores(texts)

    def explain(self, texts: Sequence[str], topics: Sequence[Sequence[int]]) -> list[Evidence]:
        """Return the votes with their rules; a rule counts once a text, so its matches share its weight."""
        book = self._known()
        return [
            vote_evidence(book.votes(text), book.topics, asked)
            for text, asked in zip(texts, topics, strict=True)
        ]

    def diagnostics(self) -> dict[str, float]:
        """Return the number of rules."""
        return {"rules": float(len(self._known().rule_ids))}

    def save(self, folder: Path) -> None:
        """Write the codebook itself."""
        (folder / "codebook.yaml").write_text(self._known().source, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the codebook."""
        return cls(Codebook.load(folder / "codebook.yaml"))

    def _known(self) -> Codebook:
        if self.codebook is None:
            raise ModelError("the rules model has no codebook yet; call fit first.")
        return self.codebook
