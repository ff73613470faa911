"""Networks for OpenVINO, in single precision."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from paratopic.models.encoders.converted import converted_file, example


def load(module: Any, folder: Path | None) -> Any:
    """Return the function that computes `module`, from its file or converted now."""
    import torch

    openvino = _openvino()

    path = converted_file(module, folder, ".xml", _convert)
    threads = torch.get_num_threads()
    options = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": 1}
    request = openvino.Core().compile_model(path, "CPU", options).create_infer_request()

    def forward(ids: Any, mask: Any) -> Any:
        return np.array(request.infer([ids, mask], share_inputs=True)[0], dtype=np.float32)

    return forward


def _convert(module: Any, target: Path) -> None:
    openvino = _openvino()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of tracing: shapes are free where it matters (tests compare)
        converted = openvino.convert_model(module, example_input=example())
    openvino.save_model(converted, target, compress_to_fp16=False)


def _openvino() -> Any:
    """Import OpenVINO without its telemetry: it would report every use over the network."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
