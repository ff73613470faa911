"""The closed table of models: the only names that a configuration or a saved classifier can call up."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from paratopic.errors import ConfigError, ModelError
from paratopic.models.protocol import Model

MODELS = {
    "prior": "paratopic.models.prior:Prior",
    "rules": "paratopic.models.rules:Rules",
    "tfidf_logistic": "paratopic.models.tfidf_logistic:TfidfLogistic",
    "tfidf_svm": "paratopic.models.tfidf_svm:TfidfSvm",
    "embedding_logistic": "paratopic.models.embedding_logistic:EmbeddingLogistic",
    "transformer": "paratopic.models.transformer:Transformer",
    "contrastive": "paratopic.models.contrastive:Contrastive",
    "masked_logistic": "paratopic.models.masked_logistic:MaskedLogistic",
    "sentence_logistic": "paratopic.models.sentence_logistic:SentenceLogistic",
    "naive_bayes": "paratopic.models.naive_bayes:NaiveBayes",
    "hybrid": "paratopic.models.hybrid:Hybrid",
}


def model_class(name: str) -> type[Model]:
    """Return the class behind a model's name; raises ModelError with the nearest names."""
    if name not in MODELS:
        near = difflib.get_close_matches(name, MODELS, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else "."
        raise ModelError(f"unknown model '{name}', expected one of {', '.join(MODELS)}{hint}")
    module, _, attribute = MODELS[name].partition(":")
    found: type[Model] = getattr(import_module(module), attribute)
    return found


def build_model(name: str, parameters: Mapping[str, Any]) -> Model:
    """Return an unfitted model; raises ConfigError naming a parameter that is unknown or missing."""
    found = model_class(name)
    expected = model_parameters(found)
    for key in parameters:
        if key not in expected:
            near = difflib.get_close_matches(key, expected, n=1)
            hint = (
                f"did you mean 'model.{near[0]}'?" if near else f"it takes {', '.join(expected) or 'none'}."
            )
            raise ConfigError(f"unknown key 'model.{key}' for the model {name}; {hint}")
    missing = [key for key in expected if key not in parameters]
    if missing:
        raise ConfigError(f"the model {name} needs 'model.{missing[0]}'; see conf/model/{name}.yaml.")
    return found(**parameters)


def model_parameters(model: type[Model]) -> list[str]:
    """Return the names of a model's keyword-only parameters: the keys of its YAML file."""
    signature = inspect.signature(model)
    return [key for key, value in signature.parameters.items() if value.kind is value.KEYWORD_ONLY]
