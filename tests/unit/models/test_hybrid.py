"""The hybrid: aligned parts, honest validation scores, parts left out."""

import json
from dataclasses import replace

import numpy as np
import pytest

from paratopic.errors import BundleError, ModelError, ParatopicWarning
from paratopic.models.alignment import Alignment, align
from paratopic.models.hybrid import Hybrid
from paratopic.models.protocol import FitContext, Refittable, Refitted
from support import examples
from support_models import book, four_topics, parameters


def fitted(**changes):
    part = four_topics(examples(90))
    train, validation = part.take(range(60)), part.take(range(60, 90))
    context = FitContext(seed=1, codebook=book(), validation=validation)
    return Hybrid(**{**parameters("hybrid"), "refit": ["words"], **changes}).fit(train, context), validation


def test_validation_scores_are_not_those_of_the_refitted_parts():
    model, validation = fitted()
    assert isinstance(model, Refitted)
    kept = model.validation_scores()
    assert kept.shape == (30, 4)
    assert not np.allclose(kept, model.scores(validation.texts))
    assert (kept[:, 1] > 0).tolist() == (validation.targets[:, 1] == 1).tolist()


def test_every_part_learns_from_example_paragraphs_and_no_cut_is_chosen_on_them(monkeypatch):
    part, more = four_topics(examples(90)), four_topics(examples(30))
    train, validation = part.take(range(60)), part.take(range(60, 90))
    seen = []
    fit_part = Hybrid._fit_part

    def watched(self, name, learned, context):
        seen.append((name, len(learned), len(context.validation)))
        return fit_part(self, name, learned, context)

    monkeypatch.setattr(Hybrid, "_fit_part", watched)
    context = FitContext(seed=1, codebook=book(), validation=validation, examples=more)
    model = Hybrid(**parameters("hybrid")).fit(train, context)
    assert seen == [(name, 90, 30) for name in model.parts]
    assert len(model.validation_scores()) == 30
    assert model.diagnostics()["example_paragraphs"] == 30
    without = Hybrid(**parameters("hybrid")).fit(train, replace(context, examples=None))
    assert not np.array_equal(model.scores(part.texts), without.scores(part.texts))


def test_without_a_codebook_the_rules_are_left_out():
    part = examples(60)
    model = Hybrid(**parameters("hybrid")).fit(part, FitContext(seed=1))
    assert set(model.parts) == {"words"}


def test_a_part_of_weight_zero_is_left_out():
    model, _ = fitted(weights={"words": 1.0, "rules": 0.0})
    assert set(model.parts) == {"words"}


def test_unknown_part():
    with pytest.raises(ModelError, match=r"unknown part 'model.weights.wrds', expected words, rules"):
        Hybrid(**{**parameters("hybrid"), "weights": {"wrds": 1.0}})


def test_alignment_gives_log_odds_within_the_limit():
    rng = np.random.default_rng(0)
    truth = rng.normal(size=(4000, 1))
    targets = (rng.random((4000, 1)) < 1 / (1 + np.exp(-truth))).astype(int)
    found = align(truth * 7 + 3, targets, limit=5.3)
    assert np.allclose(found(truth * 7 + 3), truth, atol=0.25)
    assert found(np.array([[1e9]])) == 5.3
    assert Alignment.from_dict(found.to_dict())(np.array([[1.0]])) == found(np.array([[1.0]]))


def test_alignment_of_a_topic_without_positives_changes_nothing():
    found = align(np.ones((5, 1)), np.zeros((5, 1)), limit=5.0)
    assert found(np.array([[0.7]])) == 0.7


def test_refitted_parts_learn_more_under_the_same_alignment():
    model, validation = fitted()
    more = examples(120).take(range(90, 120))
    again = model.refitted(four_topics(more), FitContext(seed=1, codebook=book()))
    assert isinstance(model, Refittable)
    assert again.alignments is model.alignments
    assert not np.allclose(again.scores(validation.texts), model.scores(validation.texts))
    assert set(again.parts) == set(model.parts) and again.parts["words"] is not model.parts["words"]


def test_without_parts_to_refit_it_stays_as_it_was_judged():
    model, validation = fitted(refit=[])
    part = four_topics(examples(60))
    with pytest.warns(ParatopicWarning, match=r"kept as judged: no part of this hybrid is in model.refit"):
        again = model.refitted(part, FitContext(seed=1, codebook=book()))
    assert np.array_equal(again.scores(validation.texts), model.scores(validation.texts))


def test_stacked_weights_are_learned_and_survive_saving(tmp_path):
    model, validation = fitted(combine="stacked")
    assert not np.allclose(model.combination.coefficients["words"], 1.0 / 2.3)
    model.save(tmp_path)
    assert np.array_equal(Hybrid.load(tmp_path).scores(validation.texts), model.scores(validation.texts))


def test_a_part_that_is_not_in_the_table_is_refused(tmp_path):
    model, _ = fitted()
    model.save(tmp_path)
    stored = json.loads((tmp_path / "hybrid.json").read_text())
    stored["coefficients"]["os"] = [1.0]
    (tmp_path / "hybrid.json").write_text(json.dumps(stored))
    with pytest.raises(BundleError, match=r"expected the parts words, rules, .* in a hybrid, found 'os'."):
        Hybrid.load(tmp_path)


def test_no_part_at_all_is_refused():
    with pytest.raises(
        ModelError, match=r"expected a weight above 0 for one of words, rules, .*, found none."
    ):
        Hybrid(**{**parameters("hybrid"), "weights": {"words": 0.0}})
