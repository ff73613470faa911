"""Packed layers against the padded ones, in values and gradients; kept lower states against none."""

import numpy as np
import pytest
import torch

from paratopic.models.finetune import _scores, score_windows
from paratopic.models.lower_states import LowerStates
from paratopic.models.network import _padded_through, build_network
from paratopic.models.packed import TOGETHER, Packing, through
from paratopic.models.windows import cut_windows, pad

LENGTHS = [3, 17, 40, 1, 33]


@pytest.fixture
def network(tiny_encoder):
    return build_network(tiny_encoder, topics=3, frozen=1, dropout=0.0, seed=1).eval()


def masked_batch(network, lengths):
    _, mask = pad([[7] * length for length in lengths], network.pad_id, multiple=8)
    hidden = torch.randn(*mask.shape, network.encoder.config.hidden_size, generator=torch.manual_seed(3))
    return hidden, torch.from_numpy(mask)


@pytest.mark.parametrize("lengths", [LENGTHS, [40] * 5, [1], [200, 1, 1, 1]])
def test_values_and_gradients_are_those_of_the_padded_layers(network, lengths):
    hidden, mask = masked_batch(network, lengths)
    heads = network.encoder.config.num_attention_heads
    seen = mask.unsqueeze(-1).bool()
    found, slopes = [], []
    for run in (
        lambda: through(network.layers, hidden, mask, heads=heads),
        lambda: _padded_through(network.layers, hidden, mask),
    ):
        network.zero_grad()
        vectors = run().masked_fill(~seen, 0.0)
        vectors.square().sum().backward()
        found.append(vectors.detach())
        slopes.append(network.layers[-1].attention.self.value.weight.grad.clone())
    assert found[0].abs().max() > 0.1
    assert (found[0] - found[1]).abs().max() < 1e-5
    assert (slopes[0] - slopes[1]).abs().max() < 1e-3 * slopes[1].abs().max()


def test_packed_tokens_are_all_that_are_seen_and_a_round_number(network):
    hidden, mask = masked_batch(network, LENGTHS)
    packing = Packing.of(mask)
    packed = packing.pack(hidden)
    assert len(packed) == 2 * TOGETHER > int(mask.sum())
    seen = mask.bool()
    assert torch.equal(packing.unpack(packed)[seen], hidden[seen])


def test_a_batch_without_padding_stays_whole(network):
    hidden, mask = masked_batch(network, [8, 8])
    packing = Packing.of(mask)
    assert torch.equal(packing.unpack(packing.pack(hidden)), hidden)


def test_scores_from_kept_states_are_those_of_the_whole_network(network):
    windows = cut_windows(
        network.tokenizer,
        ["the council froze assets", "food came", "the food " * 30],
        max_tokens=16,
        stride=4,
    )
    states = LowerStates(network, windows, bf16=False)
    assert states.kept is not None
    expected = score_windows(network, windows)
    assert np.ptp(expected) > 1e-3
    assert np.abs(_scores(states) - expected).max() < 1e-5


def test_too_many_tokens_are_computed_each_time(network, monkeypatch):
    monkeypatch.setattr("paratopic.models.lower_states.CACHED_TOKENS", 3)
    windows = cut_windows(
        network.tokenizer, ["the council froze assets", "food came"], max_tokens=16, stride=4
    )
    states = LowerStates(network, windows, bf16=False)
    assert states.kept is None
    assert np.abs(_scores(states) - score_windows(network, windows)).max() < 1e-5
