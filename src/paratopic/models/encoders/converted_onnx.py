"""Networks for ONNX Runtime, in single precision."""

from __future__ import annotations

import importlib.util
import logging
import warnings
from pathlib import Path
from typing import Any

from paratopic.errors import MissingExtraError
from paratopic.models.encoders.converted import converted_file, example

INPUTS = ("ids", "mask")


def load(module: Any, folder: Path | None) -> Any:
    """Return the function that computes `module`, from its file or converted now."""
    import onnxruntime
    import torch

    path = converted_file(module, folder, ".onnx", _convert)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def forward(ids: Any, mask: Any) -> Any:
        return session.run(None, dict(zip(INPUTS, (ids, mask), strict=True)))[0]

    return forward


def _convert(module: Any, target: Path) -> None:
    import torch

    if importlib.util.find_spec("onnx") is None:
        raise MissingExtraError(
            "converting for ONNX Runtime needs one more package: pip install 'paratopic[onnx]'"
        )
    free = {0: "n", 1: "tokens"}
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of tracing: shapes are free where it matters (tests compare)
            torch.onnx.export(
                module,
                example(),
                target,
                input_names=list(INPUTS),
                output_names=["found"],
                dynamic_axes={"ids": free, "mask": free, "found": {0: "n"}},
                dynamo=False,  # the other exporter needs onnxscript
            )
    finally:
        logging.disable(level)
