"""The classifier that needs no training: the codebook's rules as they are."""

from __future__ import annotations

from pathlib import Path

from paratopic.bundle.saved import SavedClassifier
from paratopic.codebook import Codebook
from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.calibrators import Sigmoid
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.files.resources import conf_dir
from paratopic.models.rules import Rules


def rules_classifier(codebook: str | Path | None = None) -> SavedClassifier:
    """Return a classifier that says yes where the votes for a topic outweigh those against it.

    Its probabilities are the logistic of the votes: an order, not calibrated frequencies.
    """
    book = Codebook.load(codebook or conf_dir() / "codebook" / "security.yaml")
    return SavedClassifier(
        name="rules",
        model=Rules(book),
        topics=book.topics,
        calibrators=Calibrators(book.topics, tuple(Sigmoid() for _ in book.topics)),
        thresholds=fixed_thresholds(book.topics),
        provenance={"codebook": book.name, "codebook_version": book.version},
    )
