"""A saved classifier gives the same answers; whatever was changed, added or lost is refused."""

import json

import numpy as np
import pytest

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import load_bundle, save_bundle
from paratopic.dataset.examples import Examples
from paratopic.errors import BundleError
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.thresholds import tune_thresholds
from paratopic.models.protocol import FitContext
from paratopic.models.tfidf_svm import TfidfSvm

TOPICS = ("a", "b")


@pytest.fixture(scope="module")
def classifier():
    rng = np.random.default_rng(0)
    words = ["ship", "grain", "tank", "bank", "visit", "vote"]
    texts = tuple(" ".join(rng.choice(words, 6)) for _ in range(80))
    targets = np.array([["ship" in t, "bank" in t] for t in texts], dtype=np.int8)
    part = Examples(tuple(map(str, range(80))), texts, tuple(map(str, range(80))), targets, TOPICS)
    model = TfidfSvm(
        word=[1, 1],
        char=None,
        min_df=1,
        max_features=None,
        sublinear_tf=True,
        stop_words=None,
        max_df=1.0,
        use_idf=True,
        norm="l2",
        C=1.0,
        class_weight=None,
    ).fit(part, FitContext(seed=1))
    calibrators = fit_calibrators("platt", model.scores(texts), targets, TOPICS)
    thresholds = tune_thresholds(calibrators(model.scores(texts)), targets, TOPICS)
    return SavedClassifier("tfidf_svm", model, TOPICS, calibrators, thresholds, {"commit": "x"})


@pytest.fixture
def bundle(classifier, tmp_path):
    return save_bundle(classifier, tmp_path / "bundle")


def test_the_same_answers(classifier, bundle):
    texts = ["ship of grain", "bank vote", "visit"]
    loaded = load_bundle(bundle)
    assert np.array_equal(loaded.probabilities(texts), classifier.probabilities(texts))
    assert loaded.thresholds == classifier.thresholds
    assert loaded.provenance == {"commit": "x"}


def test_changed_weights(bundle):
    path = bundle / "model" / "head.safetensors"
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    with pytest.raises(BundleError, match=r"'model/head.safetensors' was changed after the bundle was saved"):
        load_bundle(bundle)


def test_an_added_file(bundle):
    (bundle / "model" / "extra.pkl").write_bytes(b"x")
    with pytest.raises(BundleError, match=r"'model/extra.pkl' was added to the bundle; refused"):
        load_bundle(bundle)


def test_a_lost_file(bundle):
    (bundle / "model" / "ngrams.json").unlink()
    with pytest.raises(BundleError, match=r"'model/ngrams.json' is missing"):
        load_bundle(bundle)


def change(bundle, **values):
    path = bundle / "bundle.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def test_a_path_that_leaves_the_folder(bundle):
    manifest = json.loads((bundle / "bundle.json").read_text())
    change(bundle, files={**manifest["files"], "../outside.txt": "0" * 64})
    with pytest.raises(BundleError, match="a path outside its folder; refused"):
        load_bundle(bundle)


def test_a_model_that_is_not_in_the_table(bundle):
    change(bundle, model="os.system")
    with pytest.raises(BundleError, match=r"found model 'os.system'"):
        load_bundle(bundle)


def test_another_format(bundle):
    change(bundle, format=99)
    with pytest.raises(BundleError, match="expected a bundle of format 1, found format 99"):
        load_bundle(bundle)


def test_no_bundle(tmp_path):
    with pytest.raises(BundleError, match="expected a saved classifier"):
        load_bundle(tmp_path)


def test_an_existing_folder_is_not_written_over(classifier, bundle):
    with pytest.raises(BundleError, match="expected a new folder, found one"):
        save_bundle(classifier, bundle)
