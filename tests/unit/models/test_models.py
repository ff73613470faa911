"""What every model promises: it learns, it is deterministic, it survives saving, its YAML file fits it."""

import numpy as np
import pytest

from paratopic.bundle.table import MODELS, build_model, model_class, model_parameters
from paratopic.errors import ConfigError, ModelError
from paratopic.models.protocol import FitContext
from support import LINES, examples
from support_models import book, four_topics, parameters

QUICK = [name for name in MODELS if name not in ("transformer", "sentence_logistic", "embedding_logistic")]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_yaml_keys_are_the_parameters(name):
    assert list(parameters(name)) == model_parameters(model_class(name))


@pytest.mark.parametrize("name", sorted(set(QUICK) - {"prior", "rules"}))
def test_it_learns(name):
    part = four_topics(examples())
    model = build_model(name, parameters(name)).fit(part, FitContext(seed=1, codebook=book()))
    scores = model.scores([LINES["sanctions"].format(900), LINES["humanitarian"].format(901)])
    assert scores.shape == (2, 4)
    assert scores[0, 1] > scores[1, 1] and scores[1, 2] > scores[0, 2]


@pytest.mark.parametrize("name", sorted(QUICK))
def test_two_fits_with_one_seed_are_the_same(name):
    part, context = four_topics(examples()), FitContext(seed=3, codebook=book())
    first, second = (build_model(name, parameters(name)).fit(part, context) for _ in range(2))
    assert np.array_equal(first.scores(part.texts), second.scores(part.texts))


@pytest.mark.parametrize("name", sorted(QUICK))
def test_saving_keeps_every_score_and_writes_no_pickle(name, tmp_path):
    part = four_topics(examples())
    model = build_model(name, parameters(name)).fit(part, FitContext(seed=1, codebook=book()))
    model.save(tmp_path)
    loaded = model_class(name).load(tmp_path)
    assert np.array_equal(model.scores(part.texts), loaded.scores(part.texts))
    suffixes = {path.suffix for path in tmp_path.rglob("*") if path.is_file()}
    assert suffixes <= {".json", ".safetensors", ".yaml", ".txt"}


@pytest.mark.parametrize("name", sorted(set(QUICK) - {"rules"}))
def test_a_topic_without_positives_is_no_obstacle(name):
    part = four_topics(examples())
    model = build_model(name, parameters(name)).fit(part, FitContext(seed=1, codebook=book()))
    assert (model.scores(["Anything at all."])[:, 0] < 0).all()


def test_scores_of_nothing_are_nothing():
    part = four_topics(examples())
    for name in ("prior", "tfidf_svm"):
        model = build_model(name, parameters(name)).fit(part, FitContext(seed=1, codebook=book()))
        assert model.scores([]).shape == (0, 4)


def test_rules_need_a_codebook_with_these_topics():
    with pytest.raises(
        ModelError, match=r"the rules model needs a codebook with the topics sanctions, humanitarian"
    ):
        build_model("rules", {}).fit(examples(), FitContext(seed=1, codebook=book()))


def test_unknown_model_names_the_nearest():
    with pytest.raises(ModelError, match=r"unknown model 'tfidf_logstic'.*did you mean 'tfidf_logistic'"):
        model_class("tfidf_logstic")


def test_unknown_parameter_names_the_nearest():
    with pytest.raises(
        ConfigError, match=r"unknown key 'model.min_dff' for the model tfidf_svm; did you mean"
    ):
        build_model("tfidf_svm", {**parameters("tfidf_svm"), "min_dff": 2})


def test_a_value_that_cannot_be_is_a_sentence():
    model = build_model("tfidf_svm", {**parameters("tfidf_svm"), "C": -1.0})
    with pytest.raises(ModelError, match=r"can't be fitted: The 'C' parameter of LinearSVC must be a float"):
        model.fit(examples(), FitContext(seed=1))


def test_missing_parameter():
    with pytest.raises(ConfigError, match=r"the model tfidf_svm needs 'model.word'"):
        build_model("tfidf_svm", {})


def test_no_ngram_left_is_one_sentence():
    with pytest.raises(ModelError, match=r"no n-gram of these 60 texts is left .*; lower min_df"):
        changed = {**parameters("tfidf_svm"), "min_df": 10_000}
        build_model("tfidf_svm", changed).fit(four_topics(examples()), FitContext(seed=1))
