"""Where things are, for tests."""

import os
from pathlib import Path

import numpy as np

from paratopic.dataset.examples import Examples

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TOPICS = ("deterrence", "sanctions", "humanitarian", "partnerships")
LINES = {
    "sanctions": "The Council froze the assets of {} officials and banned exports of machine parts.",
    "humanitarian": "Convoys brought food and medicine to {} displaced families in the camps.",
    "none": "The meeting was adjourned after {} minutes and members thanked the host.",
}


def environment(**changes):
    """Return this process' environment without MLflow's settings: opening a store in a test leaves its address."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW")}
    return {**kept, "MLFLOW_DISABLE_TELEMETRY": "true", **changes}


def examples(n=60):
    kinds = [("sanctions", "humanitarian", "none")[i % 3] for i in range(n)]
    texts = tuple(LINES[kind].format(i) for i, kind in enumerate(kinds))
    targets = np.array([[kind == "sanctions", kind == "humanitarian"] for kind in kinds], dtype=np.int8)
    documents = tuple(f"d{i // 3}" for i in range(n))
    return Examples(tuple(map(str, range(n))), texts, documents, targets, ("sanctions", "humanitarian"))
