"""Every configuration composes; a misspelt key fails with its name, in an experiment file too."""

import pytest

from paratopic.config.compose import compose_config
from paratopic.config.plan import to_plan
from paratopic.errors import ConfigError
from support import ROOT

CONF = ROOT / "conf"
GROUPS = sorted(path.name for path in CONF.iterdir() if path.is_dir())
EXPERIMENTS = sorted(path.stem for path in (CONF / "experiment").glob("*.yaml"))
MODELS = sorted(path.stem for path in (CONF / "model").glob("*.yaml"))


def plan(*overrides, tmp_path):
    config, choices = compose_config(overrides)
    chosen = [text.lstrip("+~").split("=")[0] for text in overrides]
    return to_plan(config, choices=choices, chosen=chosen, folder=tmp_path)


def test_at_most_ten_groups():
    assert len(GROUPS) <= 10


def test_ten_lines_a_file():
    lengths = {
        p: len(p.read_text(encoding="utf-8").splitlines())
        for p in CONF.rglob("*.yaml")
        if "codebook" not in p.parts
    }
    assert sorted(lengths.values())[len(lengths) // 2] <= 12


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_composes(name, tmp_path):
    found = plan(f"experiment={name}", tmp_path=tmp_path)
    assert found.models and found.name != "None"


@pytest.mark.parametrize("name", MODELS)
def test_every_model_composes(name, tmp_path):
    assert list(plan(f"model={name}", tmp_path=tmp_path).models) == [name]


def test_model_beats_the_experiments_models(tmp_path):
    assert list(plan("experiment=demo", "model=tfidf_svm", tmp_path=tmp_path).models) == ["tfidf_svm"]
    assert len(plan("experiment=demo", tmp_path=tmp_path).models) > 3


def test_models_given_replace_the_experiments_models(tmp_path):
    found = plan("experiment=demo", "models={prior: {}, tfidf_svm: {C: 2.0}}", tmp_path=tmp_path)
    assert list(found.models) == ["prior", "tfidf_svm"]
    assert found.models["tfidf_svm"]["C"] == 2.0


@pytest.mark.parametrize("given", ["models=[prior,tfidf_svm]", "models={prior: null, tfidf_svm: {}}"])
def test_models_by_their_names_alone_have_their_defaults(given, tmp_path):
    found = plan("experiment=demo", given, tmp_path=tmp_path)
    assert list(found.models) == ["prior", "tfidf_svm"]
    assert (
        found.models["tfidf_svm"]["C"] == plan("model=tfidf_svm", tmp_path=tmp_path).models["tfidf_svm"]["C"]
    )
    assert list(plan("models=prior", tmp_path=tmp_path).models) == ["prior"]


def test_a_value_where_a_models_keys_belong_is_refused(tmp_path):
    with pytest.raises(
        ConfigError, match=r"^expected keys and values in 'models.tfidf_svm', found 3; type models.tfidf_svm."
    ):
        plan("models={tfidf_svm: 3}", tmp_path=tmp_path)


def test_a_parameter_of_one_model_of_several(tmp_path):
    found = plan("experiment=demo", "models.tfidf_svm.C=3", tmp_path=tmp_path)
    assert found.models["tfidf_svm"]["C"] == 3


@pytest.mark.parametrize(
    "override", ["sede=2", "thresholds.objectiv=f1", "evaluation.drews=5", "split.tset=0.1"]
)
def test_a_misspelt_key_fails_with_its_name(override, tmp_path):
    with pytest.raises(ConfigError, match=override.split("=")[0].split(".")[-1]):
        plan(override, tmp_path=tmp_path)


def test_a_misspelt_parameter_of_one_model_fails_with_its_name(tmp_path):
    with pytest.raises(ConfigError, match=r"models.tfidf_svm.Cc"):
        plan("experiment=demo", "models.tfidf_svm.Cc=3", tmp_path=tmp_path)


def test_a_part_of_a_parameter_of_one_model_keeps_the_rest(tmp_path):
    found = plan("experiment=demo", "models.hybrid.weights.tuned=0", tmp_path=tmp_path)
    assert found.models["hybrid"]["weights"] == {"words": 1.0, "rules": 1.5, "sentences": 0.0, "tuned": 0}
    with pytest.raises(
        ConfigError, match=r"unknown key 'models.hybrid.weights.wrds'; hybrid.weights takes words,"
    ):
        plan("experiment=demo", "models.hybrid.weights.wrds=0", tmp_path=tmp_path)


def test_a_wrong_type_fails_with_its_key(tmp_path):
    with pytest.raises(ConfigError, match=r"seed"):
        plan("seed=one", tmp_path=tmp_path)


def test_one_value_where_a_list_belongs_says_how_to_type_it(tmp_path):
    with pytest.raises(
        ConfigError, match=r"^'evaluation.external' is a list; type evaluation.external=\[VALUE\]"
    ):
        plan("evaluation.external=mine.jsonl", tmp_path=tmp_path)


def test_an_unknown_option_names_the_group(tmp_path):
    with pytest.raises(ConfigError, match=r"modle|model"):
        plan("model=nothing", tmp_path=tmp_path)


def test_a_parameter_without_its_model_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"pick one with model=NAME"):
        plan("experiment=demo", "model.C=2", tmp_path=tmp_path)


def test_fitting_on_all_documents_needs_gold_labels(tmp_path):
    assert not plan("experiment=demo", tmp_path=tmp_path).fit_all
    assert plan("experiment=demo", "fit_all=true", tmp_path=tmp_path).fit_all
    with pytest.raises(ConfigError, match=r"fit_all=true takes .* found labels=codebook; type labels=gold"):
        plan("fit_all=true", "labels=codebook", tmp_path=tmp_path)
