"""Cross-fitted decisions never use the labels of the paragraph's own fold."""

from functools import partial

import numpy as np
import pytest

from paratopic.errors import DatasetError
from paratopic.evaluation.crossfit import cross_fitted, random_folds
from paratopic.evaluation.thresholds import tune_thresholds

TOPICS = ("a", "b")


@pytest.fixture
def scored():
    rng = np.random.default_rng(1)
    y = (rng.random((300, 2)) < 0.3).astype(int)
    documents = np.repeat(np.arange(30), 10)
    return rng.normal(size=y.shape) + 2 * y - 1, y, documents


def test_documents_stay_whole_and_folds_even():
    folds = random_folds(np.repeat([f"d{i}" for i in range(23)], 3), folds=5, seed=0)
    assert all(len(set(folds[i * 3 : i * 3 + 3])) == 1 for i in range(23))
    sizes = np.bincount(folds[::3])
    assert sizes.max() - sizes.min() <= 1


def test_own_fold_labels_do_not_matter(scored):
    scores, y, documents = scored
    folds = random_folds(documents, folds=3, seed=0)
    tune = partial(tune_thresholds, shrinkage=0.0)
    first = cross_fitted(scores, y, folds, TOPICS, calibration="platt", tune=tune)
    flipped = y.copy()
    flipped[folds == 0] = 1 - flipped[folds == 0]
    second = cross_fitted(scores, flipped, folds, TOPICS, calibration="platt", tune=tune)
    inside = folds == 0
    np.testing.assert_array_equal(first.probabilities[inside], second.probabilities[inside])
    np.testing.assert_array_equal(first.predictions[inside], second.predictions[inside])
    assert (first.probabilities[~inside] != second.probabilities[~inside]).all()


def test_without_tuning_the_cut_is_one_half(scored):
    scores, y, documents = scored
    found = cross_fitted(
        scores, y, random_folds(documents, folds=3, seed=0), TOPICS, calibration="none", tune=None
    )
    np.testing.assert_array_equal(found.predictions, (scores >= 0).astype(int))


def test_bad_folds(scored):
    scores, y, documents = scored
    with pytest.raises(DatasetError, match="expected 2 to 30 folds"):
        random_folds(documents, folds=31, seed=0)
    with pytest.raises(DatasetError, match="at least 2 folds"):
        cross_fitted(scores, y, np.zeros(300), TOPICS, calibration="none", tune=None)
