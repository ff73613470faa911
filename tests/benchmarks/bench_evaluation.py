"""Intervals, thresholds and calibration at 10,000 paragraphs and 4 topics."""

import time

import numpy as np

from paratopic.evaluation.calibration import fit_calibrators
from paratopic.evaluation.intervals import bootstrap_metrics
from paratopic.evaluation.paired import paired_difference
from paratopic.evaluation.thresholds import tune_thresholds

TOPICS = ("deterrence", "sanctions", "humanitarian", "partnerships")


def test_statistics_of_ten_thousand_paragraphs():
    rng = np.random.default_rng(0)
    y = (rng.random((10_000, 4)) < 0.2).astype(int)
    scores = rng.normal(size=y.shape) + 3 * y - 1.5
    decided, documents = (scores > 0).astype(int), np.repeat(np.arange(800), 13)[:10_000]
    jobs = {
        "2,000 draws, percentile": lambda: bootstrap_metrics(y, decided, documents, TOPICS, draws=2000),
        "2,000 draws, BCa": lambda: bootstrap_metrics(
            y, decided, documents, TOPICS, draws=2000, method="bca"
        ),
        "paired, 2,000 draws and swaps": lambda: paired_difference(
            y, decided, 1 - decided, documents, TOPICS, draws=2000
        ),
        "Platt calibration": lambda: fit_calibrators("platt", scores, y, TOPICS),
        "exact thresholds": lambda: tune_thresholds(1 / (1 + np.exp(-scores)), y, TOPICS),
    }
    for name, job in jobs.items():
        start = time.perf_counter()
        job()
        print(f"{name:32s} {time.perf_counter() - start:6.3f} s")
