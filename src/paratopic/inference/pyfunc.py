"""MLflow's way in: `mlflow.pyfunc` calls `_load_pyfunc` with the bundle's folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from paratopic.bundle.store import load_bundle
from paratopic.inference.classifier import BATCH, Classifier

if TYPE_CHECKING:
    import pandas as pd


class PyfuncClassifier:
    """Answer a table with a `text` column by topics and one probability column a topic."""

    def __init__(self, classifier: Classifier) -> None:
        self.classifier = classifier

    def predict(self, model_input: Any, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return `topics` (list of names), `undecided` if it may abstain, `probability_<topic>` for every row."""
        import pandas as pd

        asked = dict(params or {})
        classifier = self.classifier
        threshold = float(asked.get("threshold", -1.0))
        if threshold >= 0:
            classifier = classifier.with_thresholds(dict.fromkeys(classifier.topics, threshold))
        texts = [str(text) for text in model_input["text"]]
        found = classifier.classify(texts, batch_size=int(asked.get("batch_size", BATCH)))
        columns: dict[str, Any] = {"topics": [list(one.topics) for one in found]}
        if self.classifier.abstains:
            columns["undecided"] = [list(one.undecided) for one in found]
        for topic in classifier.topics:
            columns[f"probability_{topic}"] = [one.probabilities[topic] for one in found]
        return pd.DataFrame(columns)


def _load_pyfunc(path: str) -> PyfuncClassifier:
    return PyfuncClassifier(Classifier(load_bundle(path), name="mlflow"))
