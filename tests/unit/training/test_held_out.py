"""Held-out scores: what thresholds are chosen on."""

from dataclasses import replace

import numpy as np
import pytest

from paratopic.bundle.table import build_model
from paratopic.dataset.examples import Examples, join
from paratopic.dataset.partition import Partition
from paratopic.models.protocol import FitContext
from paratopic.training.held_out import hold_out


def examples(prefix, count):
    targets = np.array([[row % 2, row % 3 == 0] for row in range(count)], dtype=np.int8)
    words = ["water", "roads"]
    texts = tuple(
        " ".join(word for word, on in zip(words, row, strict=True) if on) + f" number {n}"
        for n, row in enumerate(targets)
    )
    ids = tuple(f"{prefix}{n}" for n in range(count))
    return Examples(
        ids, texts, tuple(f"{prefix}d{n // 3}" for n in range(count)), targets, ("water", "roads")
    )


@pytest.fixture
def partition():
    validation = examples("v", 12)
    return Partition(examples("t", 30), validation, validation, examples("s", 12))


PARAMETERS = {
    "word": [1, 1], "min_df": 1, "max_features": None, "sublinear_tf": True, "alpha": 0.3, "class_weight": None,
}  # fmt: skip


def held_out(partition):
    return hold_out(lambda: build_model("naive_bayes", PARAMETERS), partition, FitContext(seed=1), folds=5)


def test_every_paragraph_that_is_learned_from_has_a_score_by_a_model_without_it(partition):
    found = held_out(partition)
    assert found.examples.ids == (*partition.train.ids, *partition.validation.ids)
    assert found.scores.shape == (42, 2) and len(set(found.folds)) == 5


def test_what_is_learned_only_is_in_the_model_and_in_no_choice(partition):
    more = examples("e", 9)
    wider = replace(partition, train=join(partition.train, more), learned_only=frozenset(more.ids))
    found, plain = held_out(wider), held_out(partition)
    assert found.examples.ids == plain.examples.ids
    assert len(found.scores) == len(found.folds) == len(found.examples)
    texts = list(partition.test.texts)
    assert not np.array_equal(found.model.scores(texts), plain.model.scores(texts))
