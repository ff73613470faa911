"""What is logged can be loaded without trusting it: no pickle anywhere, and a changed bundle is refused."""

import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import MANIFEST, load_bundle, save_bundle
from paratopic.dataset.examples import Examples
from paratopic.errors import BundleError
from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.models.protocol import FitContext
from paratopic.models.tfidf_svm import TfidfSvm
from paratopic.tracking.log import log_folder
from paratopic.tracking.record import RunRecord, write_record
from paratopic.tracking.store import open_store

TEXTS = ("asset freeze and embargo", "aid for refugees", "embargo and aid", "members met again") * 6
TOPICS = ("sanctions", "relief")


@pytest.fixture
def bundle(tmp_path):
    targets = np.array([[1, 0], [0, 1], [1, 1], [0, 0]] * 6, dtype=np.int8)
    names = tuple(str(n) for n in range(24))
    examples = Examples(names, TEXTS, names, targets, TOPICS)
    parameters = {"word": [1, 2], "char": None, "min_df": 1, "max_features": None, "sublinear_tf": True}
    parameters |= {"stop_words": None, "max_df": 1.0, "use_idf": True, "norm": "l2"}
    parameters |= {"C": 1.0, "class_weight": None}
    model = TfidfSvm(**parameters).fit(examples, FitContext(seed=1))
    calibrators = fit_calibrators("platt", model.scores(TEXTS), targets, TOPICS)
    saved = SavedClassifier("tfidf_svm", model, TOPICS, calibrators, fixed_thresholds(TOPICS, value=0.5))
    return save_bundle(saved, tmp_path / "run" / "bundle")


def test_no_pickle_among_the_artifacts(bundle, tmp_path):
    record = RunRecord(
        "k", "demo", "svm", {"model.C": "1.0"}, {"test/macro_f1": 1.0}, {"model": "tfidf_svm"},
        example=list(TEXTS[:2]),
    )  # fmt: skip
    write_record(bundle.parent, record)
    run = log_folder(open_store(f"sqlite:///{tmp_path}/mlflow.db"), bundle.parent)
    assert run
    files = [path for path in (tmp_path / "mlruns").rglob("*") if path.is_file()]
    assert any(path.name == "MLmodel" for path in files)
    assert any(path.suffix == ".safetensors" for path in files)
    assert [path for path in files if looks_pickled(path)] == []


def test_the_scan_knows_a_pickle_when_it_sees_one(tmp_path):
    import pickle

    (tmp_path / "a.bin").write_bytes(pickle.dumps({"a": 1}))
    (tmp_path / "b.bin").write_bytes(pickle.dumps(["a"], protocol=0))
    with zipfile.ZipFile(tmp_path / "c.pt", "w") as archive:
        archive.writestr("model/data.pkl", b"x")
    assert all(looks_pickled(path) for path in tmp_path.iterdir())


def looks_pickled(path: Path) -> bool:
    """Tell by name, by a zip member's name (torch), or because the whole file runs as a pickle's opcodes."""
    import pickletools

    if path.suffix in {".pkl", ".pickle", ".joblib", ".pt", ".pth"}:
        return True
    if zipfile.is_zipfile(path):
        names = zipfile.ZipFile(path).namelist()
        return any(name.endswith((".pkl", ".pickle")) for name in names)
    content = path.read_bytes()
    try:
        return any(opcode.name == "STOP" for opcode, _, _ in pickletools.genops(content)) and len(content) > 1
    except Exception:
        return False


def refused(bundle, sentence):
    with pytest.raises(BundleError) as caught:
        load_bundle(bundle)
    assert sentence in str(caught.value)


def test_changed_weights_are_refused(bundle):
    assert load_bundle(bundle).topics == TOPICS
    path = next(bundle.rglob("*.safetensors"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    refused(bundle, f"'model/{path.name}' was changed after the bundle was saved; refused.")


def test_an_added_file_is_refused(bundle):
    (bundle / "model" / "types.json").write_text('["os.system"]')
    refused(bundle, "'model/types.json' was added to the bundle; refused.")


def test_a_missing_file_is_refused(bundle):
    next(bundle.rglob("*.safetensors")).unlink()
    refused(bundle, "is missing; copy the bundle again.")


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname"])
def test_a_path_that_leaves_the_folder_is_refused(bundle, name):
    manifest = json.loads((bundle / MANIFEST).read_text())
    manifest["files"][name] = "0" * 64
    (bundle / MANIFEST).write_text(json.dumps(manifest))
    refused(bundle, f"the bundle names '{name}', a path outside its folder; refused.")


def test_a_link_out_of_the_folder_is_refused(bundle, tmp_path):
    path = next(bundle.rglob("*.safetensors"))
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    refused(bundle, "a path outside its folder; refused.")


def test_another_model_type_is_refused(bundle):
    manifest = json.loads((bundle / MANIFEST).read_text())
    manifest["model"] = "os.system"
    (bundle / MANIFEST).write_text(json.dumps(manifest))
    refused(bundle, "found model 'os.system'.")
