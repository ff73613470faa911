"""Texts near a threshold are decided by the reference, the others are left as the fast backend has them."""

import numpy as np
import pytest

from paratopic.bundle.saved import SavedClassifier
from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.calibrators import Sigmoid
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.inference.exact import decided_exactly
from paratopic.models.encoders.backends import REFERENCE, Backend, backend_in_force


class Rounded:
    """A model whose fast scores are a little off."""

    family = "embedding"

    def __init__(self):
        self.exact_texts = []

    def scores(self, texts):
        right = np.array([[float(text)] for text in texts])
        if backend_in_force() == REFERENCE:
            self.exact_texts += texts
            return right
        return right + 0.03


@pytest.fixture
def saved():
    calibrators = Calibrators(("a",), (Sigmoid(),))
    return SavedClassifier("x", Rounded(), ("a",), calibrators, fixed_thresholds(("a",)))


def test_only_near_texts_are_computed_again(saved):
    found = decided_exactly(saved, ["-0.01", "2", "-2", "0.01"], Backend("torch-bf16"))
    assert saved.model.exact_texts == ["-0.01", "0.01"]
    np.testing.assert_array_equal(found[:, 0] >= 0.5, [False, True, False, True])
    assert found[1, 0] == pytest.approx(1 / (1 + np.exp(-2.03)))


def test_the_reference_computes_nothing_twice(saved):
    decided_exactly(saved, ["-0.01"], REFERENCE)
    assert saved.model.exact_texts == ["-0.01"]
