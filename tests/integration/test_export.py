"""paratopic export, and the same labels whatever computes the encoder."""

import json
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import yaml

import tiny_encoders
from classified import loaded
from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import load_bundle, save_bundle
from paratopic.bundle.table import build_model
from paratopic.errors import BundleError, ModelError
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.inference import export as exporting
from paratopic.inference.classifier import Classifier
from paratopic.models.encoders.backends import is_installed
from paratopic.models.protocol import FitContext
from support import ROOT, environment, examples

pytestmark = pytest.mark.slow
needs_openvino = pytest.mark.skipif(not is_installed("openvino"), reason="no openvino")
WORDS = "the council froze assets food came .".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def texts():
    rng = np.random.default_rng(3)
    return [" ".join(rng.choice(WORDS, rng.integers(1, 60))) for _ in range(90)]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A fine-tuned encoder, thresholds in the middle of what it says so that decisions are close calls."""
    folder = tmp_path_factory.mktemp("export")
    encoder = tiny_encoders.bert(tmp_path_factory.mktemp("encoder"))
    stored = yaml.safe_load((ROOT / "conf" / "model" / "transformer.yaml").read_text(encoding="utf-8"))
    stored.pop("name")
    parameters = {**stored, "encoder": str(encoder), "epochs": 1, "max_tokens": 32, "stride": 8}
    part = examples(24)
    model = build_model("transformer", parameters).fit(part, FitContext(seed=5))
    scores = model.scores(part.texts)
    calibrators = fit_calibrators("none", scores, part.targets, part.topics)
    middle = np.median(calibrators(scores), axis=0)
    thresholds = replace(fixed_thresholds(part.topics), values=tuple(map(float, middle)))
    return save_bundle(
        SavedClassifier("transformer", model, part.topics, calibrators, thresholds), folder / "b"
    )


@needs_openvino
def test_export_and_classify(paratopic, bundle, texts, tmp_path):
    table = tmp_path / "texts.jsonl"
    table.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    cache = {"PARATOPIC_CACHE": str(tmp_path / "cache")}
    done = paratopic(
        *("export", bundle, "--backend", "openvino", "-o", "exported", "--texts", table),
        cwd=tmp_path,
        **cache,
    )
    assert done.returncode == 0, done.stderr
    assert "90 texts: largest difference 0.0000" in done.stderr and "changed 0" in done.stderr
    assert not (tmp_path / "cache").exists()  # all that was converted is in the bundle
    assert len(list((tmp_path / "exported" / "backends").iterdir())) == 3
    done = paratopic("classify", table, "--model", "exported", cwd=tmp_path, **cache)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["topics"] for row in rows] == [
        list(one.topics) for one in Classifier.load(bundle).classify(texts)
    ]
    assert not (tmp_path / "cache" / "converted").exists()
    assert Classifier.load(tmp_path / "exported").backend.name == "openvino"
    (tmp_path / "exported" / "backends" / "parity.json").write_text("{}")
    with pytest.raises(BundleError, match=r"'backends/parity.json' was changed"):
        load_bundle(tmp_path / "exported")


@pytest.mark.parametrize("name", ["torch-bf16", "openvino", "onnx"])
def test_every_backend_gives_the_same_labels(name, bundle, texts, tmp_path, monkeypatch):
    if not is_installed(name):
        pytest.skip(f"no {name}")
    monkeypatch.setenv("PARATOPIC_CACHE", str(tmp_path))
    reference = Classifier.load(bundle).with_backend("torch")
    expected = [one.topics for one in reference.classify(texts)]
    assert 20 < sum(map(bool, expected)) < 90
    other = reference.with_backend(name)
    for size in (1, 512):
        assert [one.topics for one in other.classify(texts, batch_size=size)] == expected
    gap = np.abs(other.probabilities(texts) - reference.probabilities(texts)).max()
    assert gap < (0.02 if name == "torch-bf16" else 1e-5)


@needs_openvino
def test_nothing_is_exported_where_an_answer_changes(bundle, texts, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "LARGEST", 0.005)
    real = exporting.measure

    def measure(*arguments):
        return [replace(one, largest=0.1) for one in real(*arguments)]

    monkeypatch.setattr(exporting, "measure", measure)
    with pytest.raises(ModelError, match=r"expected probabilities within 0.005 .* not exported"):
        exporting.export_bundle(Classifier.load(bundle), "openvino", tmp_path / "new", texts)
    assert not list(tmp_path.iterdir())


@needs_openvino
def test_nothing_is_left_of_an_export_that_is_stopped(bundle, tmp_path):
    command = [sys.executable, "-m", "paratopic", "export", str(bundle), "-o", "new"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environment())
    said = process.stderr.readline()  # by then the folder that is to become the export is there
    assert said == "converting, then classifying 2,234 texts by both; --limit N takes fewer\n"
    assert list(tmp_path.iterdir())
    process.send_signal(signal.SIGTERM)
    stderr = process.communicate(timeout=60)[1]
    assert process.returncode == 143, stderr
    assert "Traceback" not in stderr
    assert not list(tmp_path.iterdir())


def test_a_model_without_an_encoder_has_nothing_to_export(paratopic, tmp_path):
    done = paratopic("export", "rules", "--backend", "openvino", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "paratopic: rules has no encoder to convert; it classifies as it is.\n",
    )


def test_a_fine_tuned_encoder_answers_without_transformers(bundle, tmp_path):
    (tmp_path / "a.txt").write_text("the council froze assets.", encoding="utf-8")
    found = loaded("classify", "a.txt", "--format", "jsonl", "--model", bundle, cwd=tmp_path)
    assert set(found) <= {"torch"}
