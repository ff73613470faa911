"""auto: the fastest backend that is close enough, measured once; nothing is measured for little work."""

import json
from types import SimpleNamespace

import pytest

from classified import small_bundle, small_classifier
from paratopic.bundle.store import load_bundle
from paratopic.errors import ConfigError
from paratopic.inference import backend_choice
from paratopic.inference.backend_choice import choose_backend, has_encoder
from paratopic.inference.parity import Parity

pytest.importorskip("torch")


def parity(name, rate, largest=0.0, changed=0):
    figures = {"texts": 64, "reference_rate": 100.0, "mean": 0.0}
    return Parity(backend=name, rate=rate, largest=largest, changed=changed, **figures)


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """A bundle that counts as one with an encoder, and the measurements of four backends."""
    calls = []
    figures = [
        parity("torch-bf16", 400, largest=0.009),
        parity("openvino", 150),
        parity("onnx", 105),
        parity("wrong", 500, changed=1),
    ]
    monkeypatch.setenv("PARATOPIC_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PARATOPIC_BACKEND", raising=False)
    monkeypatch.setattr(backend_choice, "has_encoder", lambda model: True)
    monkeypatch.setattr(backend_choice, "measure", lambda *given: calls.append(given) or figures)
    folder = small_bundle(tmp_path / "bundle")
    return SimpleNamespace(saved=load_bundle(folder), folder=folder, calls=calls, figures=figures)


def chosen(given, **options):
    return choose_backend(given.saved, given.folder, **options).name


def test_the_fastest_close_one_is_chosen_and_remembered(measured, tmp_path):
    assert chosen(measured) == "torch"  # little work: not measured
    assert chosen(measured, measured=True) == "openvino"
    assert chosen(measured) == "openvino" and chosen(measured, measured=True) == "openvino"
    assert len(measured.calls) == 1
    (stored,) = json.loads((tmp_path / "cache" / "backends.json").read_text()).values()
    assert [one["backend"] for one in stored["measured"]] == ["torch-bf16", "openvino", "onnx", "wrong"]


def test_a_tenth_faster_is_not_worth_it(measured):
    measured.figures[1:2] = []
    assert chosen(measured, measured=True) == "torch"


def test_a_broken_cache_is_measured_again(measured, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "backends.json").write_text("{broken")
    assert chosen(measured, measured=True) == "openvino"


def test_names_come_before_measurements(measured, monkeypatch):
    assert chosen(measured, name="torch-bf16", measured=True) == "torch-bf16"
    monkeypatch.setenv("PARATOPIC_BACKEND", "torch-bf16")
    assert chosen(measured, measured=True) == "torch-bf16"
    with pytest.raises(ConfigError, match="unknown backend 'fast'"):
        chosen(measured, name="fast")
    assert not measured.calls


def test_models_without_an_encoder_are_left_alone(monkeypatch):
    monkeypatch.setattr(backend_choice, "measure", None)
    saved = small_classifier()
    assert not has_encoder(saved.model)
    assert choose_backend(saved, None, name="torch-bf16", measured=True).name == "torch"


def test_an_encoder_inside_a_hybrid_is_seen():
    linear, tuned = SimpleNamespace(family="linear"), SimpleNamespace(family="transformer")
    assert has_encoder(SimpleNamespace(family="hybrid", parts={"a": linear, "b": tuned}))
    assert not has_encoder(SimpleNamespace(family="hybrid", parts={"a": linear}))
