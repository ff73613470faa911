"""What every model is: fitted on examples, it scores texts, and it is saved without pickle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples

if TYPE_CHECKING:
    from paratopic.codebook import Codebook

Selection = Literal["out_of_fold", "validation"]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class FitContext:
    """What a model may use besides the training examples.

    `validation` is None while a model is fitted on folds; `codebook` is None where the data brings its own
    topics; `examples` are further paragraphs to learn from, of no document that is judged.
    """

    seed: int
    codebook: Codebook | None = None
    validation: Examples | None = None
    examples: Examples | None = None


@runtime_checkable
class Refitted(Protocol):
    """A model that is fitted once more on everything after its validation scores were taken."""

    def validation_scores(self) -> Scores:
        """Return (n, k) scores of the validation paragraphs by the fit that had not seen them."""


@runtime_checkable
class Refittable(Protocol):
    """A model that can learn from more paragraphs and keep what it chose on held-out ones."""

    def refitted(self, train: Examples, context: FitContext) -> Self:
        """Return the model fitted on `train`; what was chosen on validation paragraphs stays."""


class Model(Protocol):
    """A classifier of texts behind one interface.

    `selection` says on which scores thresholds and calibrators are chosen: `out_of_fold` for models that are
    cheap enough to be fitted once a fold, `validation` for those that are fitted once.
    """

    selection: ClassVar[Selection]
    family: ClassVar[str]

    def fit(self, train: Examples, context: FitContext) -> Self:
        """Fit on `train` and return self; deterministic under `context.seed`."""

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return (n, k) raw scores on the scale of log-odds: above 0 the model itself says yes."""

    def diagnostics(self) -> dict[str, float]:
        """Return what the fit should tell about itself (steps, windowed paragraphs), by name."""

    def save(self, folder: Path) -> None:
        """Write what `load` needs as JSON, text and safetensors files into `folder`."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a model written by `save`."""
