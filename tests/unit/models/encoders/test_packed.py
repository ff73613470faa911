"""Packed layers against the padded ones, in values and gradients; kept lower states against none."""

import numpy as np
import pytest
import torch

import tiny_encoders
from paratopic.models.encoders.finetune import _scores, score_windows
from paratopic.models.encoders.lower_states import LowerStates
from paratopic.models.encoders.network import build_network
from paratopic.models.encoders.packed import TOGETHER, Packing
from paratopic.models.encoders.windows import cut_windows, pad

LENGTHS = [3, 17, 40, 1, 33]


@pytest.fixture(params=["bert", "mpnet"])
def network(request, tmp_path):
    folder = getattr(tiny_encoders, request.param)(tmp_path)
    return build_network(folder, topics=3, frozen=1, dropout=0.0, seed=1).eval()


def masked_batch(network, lengths):
    _, mask = pad([[7] * length for length in lengths], network.pad_id, multiple=8)
    hidden = torch.randn(*mask.shape, network.encoder.config.hidden_size, generator=torch.manual_seed(3))
    return hidden, torch.from_numpy(mask)


@pytest.mark.parametrize("lengths", [LENGTHS, [40] * 5, [1], [200, 1, 1, 1]])
def test_values_and_gradients_are_those_of_the_padded_layers(network, lengths):
    hidden, mask = masked_batch(network, lengths)
    stack, seen = network.stack, mask.unsqueeze(-1).bool()
    found, slopes = [], []
    value = stack.parts(network.layers[-1])[2].weight
    for run in (stack.packed, stack.padded):
        network.zero_grad()
        vectors = run(network.layers, hidden, mask).masked_fill(~seen, 0.0)
        vectors.pow(3).sum().backward()
        found.append(vectors.detach())
        slopes.append(value.grad.clone())
    assert found[0].abs().max() > 0.1
    assert (found[0] - found[1]).abs().max() < 1e-5
    assert (slopes[0] - slopes[1]).abs().max() < 1e-3 * slopes[1].abs().max()


def test_lower_and_upper_layers_give_what_the_whole_encoder_gives(network):
    ids, mask = pad([[5, 6, 7, 8], [9, 5]], network.pad_id, multiple=4)
    ids, mask = torch.from_numpy(ids), torch.from_numpy(mask)
    with torch.no_grad():
        whole = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        lower = network.lower(ids, mask)
        upper = network.stack.padded(network.layers[1:], lower, mask)
    seen = mask.bool()
    assert (lower - upper)[seen].abs().max() > 1e-2
    assert (whole - upper)[seen].abs().max() < 1e-5


def test_no_gradient_reaches_what_the_frozen_layers_use(network):
    trained = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    assert all(name.startswith(("encoder.encoder.layer.1.", "encoder.pooler.", "head.")) for name in trained)
    assert any(name.startswith("encoder.encoder.layer.1.") for name in trained)


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
    monkeypatch.setattr("paratopic.models.encoders.lower_states.CACHED_TOKENS", 3)
    windows = cut_windows(
        network.tokenizer, ["the council froze assets", "food came"], max_tokens=16, stride=4
    )
    states = LowerStates(network, windows, bf16=False)
    assert states.kept is None
    assert np.abs(_scores(states) - score_windows(network, windows)).max() < 1e-5
