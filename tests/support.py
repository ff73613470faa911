"""Where things are, for tests."""

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


def examples(n=60):
    kinds = [("sanctions", "humanitarian", "none")[i % 3] for i in range(n)]
    texts = tuple(LINES[kind].format(i) for i, kind in enumerate(kinds))
    targets = np.array([[kind == "sanctions", kind == "humanitarian"] for kind in kinds], dtype=np.int8)
    documents = tuple(f"d{i // 3}" for i in range(n))
    return Examples(tuple(map(str, range(n))), texts, documents, targets, ("sanctions", "humanitarian"))
