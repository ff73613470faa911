"""The encoder: found, hash-checked, windowed; the fine-tuned network survives saving."""

import json

import numpy as np
import pytest

from paratopic.errors import ModelError
from paratopic.models.encoders import encoder_source
from paratopic.models.encoders.encoder_source import KNOWN, find_encoder
from paratopic.models.encoders.windows import cut_windows, pad

HAS_ENCODER = any(encoder_source._package_folder(*p) for p in KNOWN["all-MiniLM-L6-v2"].packages)
needs_encoder = pytest.mark.skipif(not HAS_ENCODER, reason="the encoder's package is not installed")


def test_a_folder_is_taken_as_it_is(tiny_encoder):
    assert find_encoder(str(tiny_encoder)) == tiny_encoder.resolve()


def test_unknown_encoder_says_what_to_do(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(
        ModelError, match="encoder 'no/such-encoder' is no local folder, no installed package"
    ):
        find_encoder("no/such-encoder")


@needs_encoder
def test_changed_weights_are_refused(monkeypatch):
    encoder_source._check_hash.cache_clear()
    monkeypatch.setattr(encoder_source, "sha256_file", lambda path: "0" * 64)
    with pytest.raises(ModelError, match="expected the published weights"):
        find_encoder("all-MiniLM-L6-v2")


def test_long_texts_become_overlapping_windows(tiny_encoder):
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_encoder)
    texts = ["the council froze assets . " * 12, "food came ."]
    windows = cut_windows(tokenizer, texts, max_tokens=16, stride=4)
    assert windows.windowed == 1
    assert list(windows.owner[-1:]) == [1]
    words = [i for ids in windows.token_ids[:-1] for i in ids if i > 4]
    assert len(words) >= 60  # nothing is cut
    assert all(len(ids) <= 16 for ids in windows.token_ids)


def test_batches_hold_every_window_once_sorted_by_length():
    from paratopic.models.encoders.windows import Windows

    windows = Windows([[1] * n for n in (3, 9, 5, 7)], np.arange(4), 4)
    batches = [list(batch) for batch in windows.batches(16)]
    assert batches == [[1], [3, 2], [0]]


def test_padding():
    ids, mask = pad([[1, 2, 3], [4]], pad_id=0)
    assert ids.tolist() == [[1, 2, 3], [4, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


@pytest.mark.slow
def test_fine_tuning_is_deterministic_and_survives_saving(tiny_encoder, tmp_path):
    from dataclasses import replace

    import yaml

    from paratopic.bundle.table import build_model, model_class
    from paratopic.models.protocol import FitContext
    from support import ROOT, examples

    stored = yaml.safe_load((ROOT / "conf" / "model" / "transformer.yaml").read_text(encoding="utf-8"))
    stored.pop("name")
    parameters = {**stored, "encoder": str(tiny_encoder), "epochs": 2, "max_tokens": 32, "stride": 8}
    part = examples(24)
    context = replace(FitContext(seed=5), validation=part.take([0, 1, 2, 3, 4, 5]))
    first, second = (build_model("transformer", parameters).fit(part, context) for _ in range(2))
    assert np.array_equal(first.scores(part.texts), second.scores(part.texts))
    first.save(tmp_path)
    assert np.allclose(model_class("transformer").load(tmp_path).scores(part.texts), first.scores(part.texts))
    assert len(first.history) == 2 and {"loss", "macro_f1"} <= set(first.history[0])
    assert not list(tmp_path.rglob("*.bin"))
    assert json.loads((tmp_path / "transformer.json").read_text())["max_tokens"] == 32
