"""The analysis of a run that has just been trained: page and tables in its folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from paratopic.analysis.analyse import MOST, Analysis, analyse
from paratopic.analysis.page import to_html
from paratopic.analysis.tables import write_tables
from paratopic.dataset.partition import Partition
from paratopic.files.atomic import write_text
from paratopic.models.evidence.any import explain_model
from paratopic.models.evidence.evidence import Explains
from paratopic.models.protocol import Model
from paratopic.tracking.predictions import Predictions
from paratopic.training.judge import Decided
from paratopic.training.recipe import Trained

FOLDER, PAGE = "error_analysis", "errors.html"
FEWER = 6  # confident errors of each kind where every one is scored ...
PIECES = 12  # ... so many times, to see what it loses without some of its words


def write_analysis(artifacts: Path, trained: Trained, partition: Partition) -> Analysis:
    """Analyse the test part; write errors.html and the tables into `error_analysis/` and return the analysis."""
    classifier = trained.tested
    held_out = {"development": trained.held_out, "test": trained.parts["test"]}
    analysis = analyse(
        _predictions(trained.parts["test"]),
        model=classifier.name,
        part="test",
        thresholds=classifier.thresholds.values,
        metadata=partition.metadata,
        held_out={part: _predictions(decided) for part, decided in held_out.items()},
        explain=partial(explain_model, classifier.model, pieces=PIECES),
        most=_affordable(classifier.model),
    )
    write_folder(artifacts / FOLDER, analysis)
    return analysis


def write_folder(folder: Path, analysis: Analysis) -> None:
    """Write page and tables into `folder`."""
    write_tables(folder, analysis)
    write_text(folder / PAGE, to_html(analysis))


def _affordable(model: Model) -> int:
    """Return how many errors of each kind to explain: a run should not wait; `paratopic errors` shows more."""
    return MOST if isinstance(model, Explains) and model.selection == "out_of_fold" else FEWER


def _predictions(decided: Decided) -> Predictions:
    examples = decided.examples
    return Predictions(
        ids=examples.ids,
        documents=examples.documents,
        texts=examples.texts,
        topics=examples.topics,
        targets=examples.targets,
        predictions=decided.predictions.astype(np.int8),
        probabilities=decided.probabilities,
    )
