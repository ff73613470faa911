"""Every backend computes the same network: frozen and fine-tuned, BERT and MPNet, any shape."""

import numpy as np
import pytest

import tiny_encoders
from paratopic.errors import ConfigError, MissingExtraError
from paratopic.models.encoders import backends
from paratopic.models.encoders.backends import Backend, check_backend, computed_by, forward
from paratopic.models.encoders.converted import digest_of

CONVERTING = [
    pytest.param(
        "openvino", marks=pytest.mark.skipif(not backends.is_installed("openvino"), reason="no openvino")
    ),
    pytest.param(
        "onnx", marks=pytest.mark.skipif(not backends.is_installed("onnx"), reason="no onnxruntime")
    ),
]


@pytest.fixture(scope="module", params=["bert", "mpnet"])
def folder(request, tmp_path_factory):
    return getattr(tiny_encoders, request.param)(tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=["frozen", "tuned"])
def module(request, folder):
    if request.param == "tuned":
        from paratopic.models.encoders.network import build_network

        return build_network(folder, topics=3, frozen=1, dropout=0.1, seed=1).eval()
    from paratopic.models.encoders.encoder import Encoder

    return Encoder.read(folder, max_tokens=32, stride=8).pooled


def computed(module, backend, ids, mask):
    with computed_by(backend):
        return forward(module, ids, mask, device="cpu")


@pytest.mark.parametrize("name", CONVERTING)
def test_the_same_numbers_at_every_shape(name, module, tmp_path, monkeypatch):
    monkeypatch.setenv("PARATOPIC_CACHE", str(tmp_path))
    rng = np.random.default_rng(1)
    for rows, tokens in ((1, 3), (2, 8), (5, 31)):
        ids = rng.integers(5, 12, (rows, tokens))
        mask = np.ones_like(ids)
        mask[0, tokens // 2 + 1 :] = 0
        expected = computed(module, backends.REFERENCE, ids, mask)
        np.testing.assert_allclose(computed(module, Backend(name), ids, mask), expected, atol=2e-6)
        assert expected.std() > 0.01
    assert list((tmp_path / "converted").glob(f"{digest_of(module)}.*"))


def test_bfloat16_is_near_and_not_the_same(module):
    ids = np.random.default_rng(1).integers(5, 12, (4, 9))
    exact, rounded = (
        computed(module, Backend(name), ids, np.ones_like(ids)) for name in ("torch", "torch-bf16")
    )
    assert 0 < np.abs(exact - rounded).max() < 0.05


@pytest.mark.parametrize("name", CONVERTING)
def test_a_cache_that_cannot_be_written_is_no_failure(name, folder, tmp_path, monkeypatch):
    from paratopic.models.encoders.encoder import Encoder

    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PARATOPIC_CACHE", str(tmp_path / "file" / "inside"))
    module = Encoder.read(folder, max_tokens=32, stride=8).pooled
    ids = np.full((1, 4), 6)
    found = computed(module, Backend(name), ids, np.ones_like(ids))
    np.testing.assert_allclose(found, computed(module, backends.REFERENCE, ids, np.ones_like(ids)), atol=2e-6)


def test_other_weights_have_another_digest(folder):
    from paratopic.models.encoders.network import build_network

    first, second = (build_network(folder, topics=2, frozen=0, dropout=0.0, seed=seed) for seed in (1, 2))
    assert digest_of(first) != digest_of(second)


def test_sentences(monkeypatch):
    with pytest.raises(
        ConfigError, match="unknown backend 'tensorrt', expected one of auto, torch, torch-bf16"
    ):
        check_backend("tensorrt")
    with pytest.raises(ConfigError, match="the onnx backend computes on the CPU; add --device cpu"):
        monkeypatch.setattr(backends, "is_installed", lambda name: True)
        check_backend("onnx", "cuda:1")
    monkeypatch.setattr(backends, "is_installed", lambda name: False)
    with pytest.raises(
        MissingExtraError, match=r"needs one more package: pip install 'paratopic\[openvino\]'"
    ):
        check_backend("openvino")
