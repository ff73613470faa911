"""Texts near a threshold are decided in single precision, the others are left as they are."""

import numpy as np
import pytest

from paratopic.bundle.saved import SavedClassifier
from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.calibrators import Sigmoid
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.inference import exact
from paratopic.models import devices


class Rounded:
    """A model whose fast scores are a little off."""

    def __init__(self):
        self.exact_texts = []

    def scores(self, texts):
        right = np.array([[float(text)] for text in texts])
        if devices.is_exact():
            self.exact_texts += texts
            return right
        return right + 0.03


@pytest.fixture
def saved():
    calibrators = Calibrators(("a",), (Sigmoid(),))
    return SavedClassifier("x", Rounded(), ("a",), calibrators, fixed_thresholds(("a",)))


def test_only_near_texts_are_computed_again(saved, monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setattr(devices, "_has_bf16", lambda: True)
    found = exact.decided_exactly(saved, ["-0.01", "2", "-2", "0.01"])
    assert saved.model.exact_texts == ["-0.01", "0.01"]
    np.testing.assert_array_equal(found[:, 0] >= 0.5, [False, True, False, True])
    assert found[1, 0] == pytest.approx(1 / (1 + np.exp(-2.03)))


def test_nothing_is_computed_twice_without_bf16(saved, monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setattr(devices, "_has_bf16", lambda: False)
    exact.decided_exactly(saved, ["-0.01"])
    assert saved.model.exact_texts == []


def test_exactness_ends_with_its_block(monkeypatch):
    monkeypatch.setattr(devices, "_has_bf16", lambda: True)
    assert devices.native_bf16()
    with devices.exactly():
        assert not devices.native_bf16()
    assert devices.native_bf16()
