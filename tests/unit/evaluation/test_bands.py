"""The band of abstention: the asked share, round the threshold, and what is judged outside it."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from paratopic.errors import BundleError, ConfigError
from paratopic.evaluation.bands import choose_bands, undecided
from paratopic.evaluation.metrics import decided_metrics
from paratopic.evaluation.thresholds import Thresholds

TOPICS = ("sanctions", "relief")


def probabilities(n=400):
    return np.random.default_rng(1).beta(0.6, 1.2, (n, 2))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.25, 0.5])
def test_the_band_holds_the_share_that_is_nearest_in_log_odds(share):
    values, cuts = probabilities(), (0.3, 0.6)
    left = undecided(values, choose_bands(values, cuts, share), 2)
    assert left.mean(axis=0).tolist() == [share, share]
    distance = np.abs(np.log(values / (1 - values)) - np.log(np.array(cuts) / (1 - np.array(cuts))))
    for topic in range(2):
        assert distance[left[:, topic], topic].max() < distance[~left[:, topic], topic].min()


def test_the_threshold_lies_inside():
    for low, high, cut in [(*band, 0.3) for band in choose_bands(probabilities(), (0.3, 0.3), 0.1)]:
        assert 0 < low < cut < high < 1


def test_no_share_no_bands():
    assert choose_bands(probabilities(), (0.3, 0.6), 0.0) == ()
    assert not undecided(probabilities(), (), 2).any()
    assert not undecided(probabilities(4), choose_bands(probabilities(4), (0.3, 0.6), 0.1), 2).any()


@pytest.mark.parametrize("share", [-0.1, 0.6, float("nan")])
def test_a_share_out_of_range(share):
    with pytest.raises(ConfigError, match=r"expected thresholds.abstain from 0 to 0.5 \(a share of the"):
        choose_bands(probabilities(), (0.3, 0.6), share)


def test_metrics_of_the_decided_rest_are_scikit_learns():
    rng = np.random.default_rng(2)
    targets, predictions = rng.integers(0, 2, (2, 200, 2))
    left = rng.random((200, 2)) < 0.2
    found = decided_metrics(targets, predictions, left, TOPICS)
    each = [f1_score(targets[~left[:, k], k], predictions[~left[:, k], k]) for k in range(2)]
    assert found["decided/f1/relief"] == pytest.approx(each[1])
    assert found["decided/macro_f1"] == pytest.approx(np.mean(each))
    assert found["coverage/sanctions"] == pytest.approx(1 - left[:, 0].mean())
    assert found["coverage"] == pytest.approx(1 - left.mean())


def test_bands_are_stored_with_the_thresholds():
    made = Thresholds(TOPICS, (0.3, 0.6), 0.4, "f1", ((0.2, 0.4), (0.5, 0.7)))
    assert Thresholds.from_dict(made.to_dict()) == made
    assert "bands" not in Thresholds(TOPICS, (0.3, 0.6)).to_dict()
    with pytest.raises(BundleError, match="bands of other topics"):
        Thresholds.from_dict({**made.to_dict(), "bands": {"relief": [0.1, 0.2]}})


def test_another_threshold_is_always_decided():
    made = Thresholds(TOPICS, (0.3, 0.6), 0.4, "f1", ((0.2, 0.4), (0.5, 0.7)))
    changed = made.changed({"sanctions": 0.35, "relief": 0.6})
    assert changed.values == (0.35, 0.6)
    assert changed.undecided([[0.35, 0.65]]).tolist() == [[False, True]]
    assert Thresholds(TOPICS, (0.3, 0.6)).changed({"sanctions": 0.1, "relief": 0.6}).bands == ()
