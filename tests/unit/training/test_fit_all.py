"""The kept classifier may learn from the test documents; the figures must not."""

import numpy as np

from paratopic.dataset.partition import Partition
from paratopic.training.recipe import train
from paratopic.training.settings import Decisions, Judging
from support import examples
from support_models import parameters

DECISIONS = Decisions(
    tuned=True, value=0.5, objective="f1", beta=1.0, floor=0.9, shrinkage=500, tolerance=0.0, abstain=0.0,
    calibration="platt", folds=3,
)  # fmt: skip
JUDGING = Judging(draws=20, level=0.95, method="percentile", seed=0, bins=10)
NEW = "Zebras grazed beside the zeppelin hangar."


def partition():
    everything = examples(90)
    test = everything.take(range(60, 90))
    texts = (*test.texts[:-2], NEW + " Frozen assets.", NEW + " Frozen assets again.")
    test = test.__class__(test.ids, texts, test.documents, test.targets, test.topics)
    train_part, validation = everything.take(range(45)), everything.take(range(45, 60))
    return Partition(
        train=train_part, validation=validation, test=test, gold_validation=validation,
        external={"new": test}, near_duplicates=(), source="made", digest="d",
    )  # fmt: skip


def trained(fit_all):
    return train(
        "tfidf_logistic", parameters("tfidf_logistic"), partition(), decisions=DECISIONS, judging=JUDGING,
        seed=1, codebook=None, provenance={}, fit_all=fit_all,
    )  # fmt: skip


def test_test_figures_are_of_the_fit_that_had_not_seen_the_test_part():
    without, with_all = trained(False), trained(True)
    assert without.classifier is without.tested
    assert np.array_equal(without.parts["test"].probabilities, with_all.parts["test"].probabilities)
    assert with_all.tested.probabilities([NEW]).tolist() == without.classifier.probabilities([NEW]).tolist()


def test_what_is_kept_has_learned_from_the_test_part_and_judges_external_sets():
    found = trained(True)
    assert found.classifier.probabilities([NEW]).tolist() != found.tested.probabilities([NEW]).tolist()
    assert found.classifier.thresholds == found.tested.thresholds
    test = partition().test
    assert np.array_equal(
        found.parts["external/new"].probabilities, found.classifier.probabilities(test.texts)
    )
