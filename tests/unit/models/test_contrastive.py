"""Contrastive fine-tuning: its pairs, its loss, and a model that repeats itself and survives saving."""

import numpy as np
import pytest
import yaml

from paratopic.bundle.table import build_model, model_class
from paratopic.models.protocol import FitContext
from support import ROOT, examples

torch = pytest.importorskip("torch")


def test_partners_share_a_topic_and_every_row_comes_once():
    from paratopic.models.encoders.contrast import partners

    rng = np.random.default_rng(0)
    targets = (rng.random((60, 4)) < 0.3).astype(np.int8)
    targets[0] = [1, 1, 1, 1]
    lengths = rng.integers(5, 200, 60).astype(float)
    found = partners(targets, lengths, rng)
    assert sorted(found[:, 0]) == list(range(60))
    for row, partner in found:
        shared = (targets[row] & targets[partner]).any()
        assert row != partner and (shared or not (targets[row].any() or targets[partner].any()))


def test_partners_and_neighbours_are_of_about_the_same_length():
    from paratopic.models.encoders.contrast import partners

    rng = np.random.default_rng(4)
    lengths = rng.integers(5, 250, 400).astype(float)
    found = lengths[partners(np.ones((400, 1), dtype=np.int8), lengths, rng)]
    assert np.abs(found[:, 0] - found[:, 1]).mean() < 30  # 82 for partners drawn blindly
    assert np.abs(np.diff(found[:, 0])).mean() < 15


def test_a_row_without_its_like_is_its_own_partner():
    from paratopic.models.encoders.contrast import partners

    targets = np.array([[1, 0], [0, 1], [0, 0]], dtype=np.int8)
    assert (np.diff(partners(targets, np.ones(3), np.random.default_rng(0)), axis=1) == 0).all()


def test_rare_topics_meet_their_like_as_often_as_common_ones():
    from paratopic.models.encoders.contrast import partners

    targets = np.zeros((101, 2), dtype=np.int8)
    targets[:, 0], targets[:3, 1] = 1, 1  # three rows have both topics
    rng = np.random.default_rng(1)
    together = [
        int((np.sort(pair) < 3).all())
        for _ in range(300)
        for pair in partners(targets, np.ones(101), rng)
        if pair[0] < 3
    ]
    assert 0.4 < np.mean(together) < 0.65  # half by the rare topic, and 2 in 100 by the common one


def test_overlap_is_the_jaccard_index_of_scikit_learn():
    from sklearn.metrics import jaccard_score

    from paratopic.models.encoders.pairs import overlap

    targets = (np.random.default_rng(2).random((9, 5)) < 0.4).astype(np.float32)
    found = overlap(torch.from_numpy(targets)).numpy()
    expected = [[jaccard_score(a, b, zero_division=1.0) for b in targets] for a in targets]
    assert np.allclose(found, expected)


def test_the_loss_by_hand():
    """Three unit vectors at right angles or the same; two share their topic."""
    from paratopic.models.encoders.pairs import pair_loss

    vectors = torch.tensor([[2.0, 0.0], [1.0, 0.0], [0.0, 3.0]])
    targets = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    expected = -np.log(
        np.exp(2.0) / (np.exp(2.0) + np.exp(0.0))
    )  # both anchors with a like; the third has none
    assert float(pair_loss(vectors, targets, temperature=0.5)) == pytest.approx(expected, rel=1e-5)
    alone = pair_loss(vectors[1:], targets[1:], temperature=0.5)
    assert float(alone) == 0.0


def test_one_topic_a_text_gives_the_supervised_contrastive_loss():
    """Khosla and others 2020, equation 2, written out."""
    from paratopic.models.encoders.pairs import pair_loss

    rng = np.random.default_rng(3)
    vectors, classes = rng.normal(size=(12, 6)), np.arange(12) % 3
    z = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    losses = []
    for i in range(12):
        others = [j for j in range(12) if j != i]
        total = sum(np.exp(z[i] @ z[j] / 0.1) for j in others)
        alike = [j for j in others if classes[j] == classes[i]]
        losses.append(-np.mean([np.log(np.exp(z[i] @ z[j] / 0.1) / total) for j in alike]))
    targets = torch.from_numpy(np.eye(3, dtype=np.float32)[classes])
    found = pair_loss(torch.from_numpy(vectors.astype(np.float32)), targets, temperature=0.1)
    assert float(found) == pytest.approx(np.mean(losses), rel=1e-4)


@pytest.mark.slow
def test_it_is_deterministic_learns_and_survives_saving(tiny_encoder, tmp_path):
    stored = yaml.safe_load((ROOT / "conf" / "model" / "contrastive.yaml").read_text(encoding="utf-8"))
    stored.pop("name")
    parameters = {
        **stored,
        "encoder": str(tiny_encoder),
        "frozen_layers": 0,
        "epochs": 12,
        "learning_rate": 3.0e-3,
        "max_tokens": 32,
        "stride": 8,
    }
    part = examples(36)
    first, second = (build_model("contrastive", parameters).fit(part, FitContext(seed=5)) for _ in range(2))
    scores = first.scores(part.texts)
    assert np.array_equal(scores, second.scores(part.texts))
    assert first.history[-1]["loss"] < first.history[0]["loss"]
    first.save(tmp_path)
    assert np.allclose(model_class("contrastive").load(tmp_path).scores(part.texts), scores, atol=1e-5)
    assert scores.shape == part.targets.shape and first.scores([]).shape == (0, 2)


@pytest.mark.slow
def test_beside_the_heads_loss_it_brings_paragraphs_of_one_topic_together(tiny_encoder):
    stored = yaml.safe_load((ROOT / "conf" / "model" / "transformer.yaml").read_text(encoding="utf-8"))
    stored.pop("name")
    small = {"encoder": str(tiny_encoder), "frozen_layers": 0, "epochs": 6, "max_tokens": 32, "stride": 8}
    part = examples(36)
    alike = part.targets @ part.targets.T > 0

    def gap(contrast):
        model = build_model("transformer", {**stored, **small, "learning_rate": 3.0e-3, "contrast": contrast})
        network = model.fit(part, FitContext(seed=5)).network
        windows = network.tokenizer(
            list(part.texts), padding=True, truncation=True, max_length=32, return_tensors="pt"
        )
        with torch.no_grad():
            hidden = network.lower(windows["input_ids"], windows["attention_mask"])
            vectors = torch.nn.functional.normalize(network.pooled(hidden, windows["attention_mask"]), dim=1)
        cosines = (vectors @ vectors.T).numpy()
        return cosines[alike].mean() - cosines[~alike].mean()

    assert gap(2.0) > gap(0.0) + 0.05
