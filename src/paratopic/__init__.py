"""Label the paragraphs of security-policy documents by topic.

The command line's twins: `run`, `compare`, `promote`, `Classifier.load(...).classify(texts)`, `load_dataset`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from paratopic.api import load_dataset, run
    from paratopic.codebook import Codebook
    from paratopic.compare import compare_runs as compare
    from paratopic.compare.promotion import promote
    from paratopic.errors import ParatopicError
    from paratopic.inference.classifier import Classifier
    from paratopic.schema import Annotation, Document, Paragraph, Prediction

# Looked up at first use: `import paratopic` costs milliseconds.
_PLACES = {
    "Annotation": "paratopic.schema:Annotation",
    "Classifier": "paratopic.inference.classifier:Classifier",
    "Codebook": "paratopic.codebook:Codebook",
    "Document": "paratopic.schema:Document",
    "Paragraph": "paratopic.schema:Paragraph",
    "ParatopicError": "paratopic.errors:ParatopicError",
    "Prediction": "paratopic.schema:Prediction",
    "compare": "paratopic.compare:compare_runs",
    "load_dataset": "paratopic.api:load_dataset",
    "promote": "paratopic.compare.promotion:promote",
    "run": "paratopic.api:run",
}

__all__ = [
    "Annotation",
    "Classifier",
    "Codebook",
    "Document",
    "Paragraph",
    "ParatopicError",
    "Prediction",
    "compare",
    "load_dataset",
    "promote",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'paratopic' has no attribute '{name}'")
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute)
