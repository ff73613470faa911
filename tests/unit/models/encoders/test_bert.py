"""Our forward pass and tokenizer against transformers' own, on tiny encoders made here."""

import json

import numpy as np
import pytest

import tiny_encoders
from paratopic.models.encoders.encoder import Encoder, load_pretrained
from paratopic.models.encoders.windows import cut_windows

TEXTS = [
    "The council froze assets.",
    "food came",
    "",
    "the council " * 40,
    "nobody knows 中文 é\u200b these 😀 words .",
]
WINDOW = {"max_tokens": 16, "stride": 4}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tiny_encoders.bert(tmp_path_factory.mktemp("bert"))
    return folder, load_pretrained(folder), load_pretrained(folder, trained=True)


def test_ours_is_read_only_where_the_encoder_is_not_trained(both):
    _, (model, tokenizer), (other, _) = both
    assert type(model).__module__ == "paratopic.models.encoders.bert"
    assert type(tokenizer).__module__ == "paratopic.models.encoders.tokenizer"
    assert type(other).__module__.startswith("transformers.")


def test_windows_are_those_of_transformers(both):
    _, (_, tokenizer), (_, other) = both
    found, expected = (cut_windows(one, TEXTS, **WINDOW) for one in (tokenizer, other))
    assert found.token_ids == expected.token_ids
    assert found.owner.tolist() == expected.owner.tolist()
    assert found.windowed == 1
    assert tokenizer.pad_token_id == other.pad_token_id


def test_vectors_are_those_of_transformers(both):
    _, ours, theirs = both
    found, expected = (Encoder(*one, **WINDOW).embed(TEXTS) for one in (ours, theirs))
    assert np.abs(found - expected).max() < 1e-6
    assert np.ptp(found[:, 0]) > 1e-3


def test_a_saved_copy_answers_the_same(both, tmp_path):
    folder, (model, tokenizer), _ = both
    model.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    again = Encoder(*load_pretrained(tmp_path), **WINDOW).embed(TEXTS)
    assert np.array_equal(again, Encoder.read(folder, **WINDOW).embed(TEXTS))


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast"}),
    ],
)
def test_another_kind_is_left_to_transformers(both, tmp_path, file, change):
    folder, _, _ = both
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    stored = json.loads((tmp_path / file).read_text())
    (tmp_path / file).write_text(json.dumps(stored | change))
    model, _ = load_pretrained(tmp_path)
    assert type(model).__module__.startswith("transformers.")


def test_an_mpnet_is_left_to_transformers(tmp_path):
    model, _ = load_pretrained(tiny_encoders.mpnet(tmp_path))
    assert type(model).__name__ == "MPNetModel"
