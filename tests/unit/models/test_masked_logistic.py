"""Masked n-grams: a telling passage counts for a long text, and bundles of before passages still load."""

import numpy as np
import pytest

from paratopic.dataset.examples import Examples
from paratopic.models.masked_logistic import MaskedLogistic
from paratopic.models.protocol import FitContext

TELLING = "The Council froze the assets of the listed banks."
OTHER = [f"The delegates met in the hall and spoke of the weather on day {day}." for day in range(12)]
SETTINGS = {
    "word": [1, 1],
    "char": [3, 3],
    "word_min_df": 1,
    "char_min_df": 1,
    "C": 5.0,
    "class_weight": None,
}


def fitted(passage):
    texts = [TELLING, "The Council froze the funds of a listed bank.", *OTHER]
    targets = np.array([[1], [1], *[[0]] * len(OTHER)], dtype=np.int8)
    ids = tuple(str(i) for i in range(len(texts)))
    train = Examples(ids, tuple(texts), ids, targets, ("sanctions",))
    return MaskedLogistic(**SETTINGS, passage=passage).fit(train, FitContext(1, None, None))


def test_a_telling_sentence_counts_for_the_whole_of_a_long_text():
    long = " ".join([*OTHER[:6], TELLING, *OTHER[6:]])
    model = fitted(1)
    assert model.scores([long])[0, 0] == pytest.approx(model.scores([TELLING])[0, 0])
    assert fitted(None).scores([long])[0, 0] < model.scores([long])[0, 0]


def test_a_text_has_its_score_whatever_comes_with_it_and_no_text_has_none():
    model, long = fitted(2), " ".join([TELLING, *OTHER])
    together = model.scores([OTHER[0], long, TELLING])
    assert together == pytest.approx(np.vstack([model.scores([one]) for one in (OTHER[0], long, TELLING)]))
    assert model.scores([]).shape == (0, 1)


@pytest.mark.parametrize("before", [False, True])
def test_what_was_saved_scores_the_same(tmp_path, before):
    model = fitted(None if before else 1)
    model.save(tmp_path)
    if before:
        (tmp_path / "passage.json").unlink()
    long = " ".join([*OTHER, TELLING])
    assert MaskedLogistic.load(tmp_path).scores([long]) == pytest.approx(model.scores([long]))
