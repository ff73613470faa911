import numpy as np
import pytest

from paratopic.tracking.predictions import Predictions

EVIL = '<script>alert("x")</script>'
KINDS = ("news", "Resolution", "resolution ")


def build(documents=30, size=8, topics=("sanctions", "humanitarian"), seed=0):
    """Documents of which every third ("news") is decided wrongly far more often."""
    rng = np.random.default_rng(seed)
    n = documents * size
    targets = (rng.random((n, len(topics))) < 0.4).astype(np.int8)
    names = [f"d{row // size}" for row in range(n)]
    bad = np.array([int(name[1:]) % 3 == 0 for name in names])
    wrong = rng.random(n) < np.where(bad, 0.6, 0.05)
    predictions = targets.copy()
    predictions[wrong, 0] ^= 1
    sure = rng.uniform(0.6, 0.99, targets.shape)
    return Predictions(
        ids=tuple(f"{name}#{row}" for row, name in enumerate(names)),
        documents=tuple(names),
        texts=tuple(f"{EVIL} froze the assets of officials " + "word " * (row % 17) for row in range(n)),
        topics=topics,
        targets=targets,
        predictions=predictions,
        probabilities=np.where(predictions == 1, sure, 1 - sure),
    )


def describe(judged):
    """What is known of the documents; one of them is unknown."""
    return {
        name: {
            "genre": KINDS[int(name[1:]) % 3],
            "issuer": f"Office {int(name[1:]) % 2}",
            "date": f"20{20 + int(name[1:]) // 3 % 3}-05",
        }
        for name in dict.fromkeys(judged.documents)
        if name != "d1"
    }


@pytest.fixture
def judged():
    return build()


@pytest.fixture
def make_judged():
    return build


@pytest.fixture
def metadata(judged):
    return describe(judged)


@pytest.fixture
def evil():
    return EVIL
