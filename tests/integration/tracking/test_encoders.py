"""An encoder's run is logged on every processor: what was judged in training is what the logged model answers."""

import pytest

MODELS = (
    "models={embedding_logistic: {}, transformer: {epochs: 1, frozen_layers: 5}, "
    "hybrid: {tuned: {epochs: 1, frozen_layers: 5}}}"
)


@pytest.mark.parametrize("bf16", ["0", "1"])
def test_encoders_are_logged_whatever_the_processor_computes_in(paratopic, toy, tmp_path, bf16):
    more = ("data=labelled", f"data.train={toy}", "name=encoders", "evaluation.draws=20")
    done = paratopic("run", MODELS, *more, "tracking.plots=false", PARATOPIC_BF16=bf16)
    assert (done.stderr + done.stdout).count("macro-F1") == 3
