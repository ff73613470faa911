"""Counts and prior adjustment: what can be had without a coded sample, and why it is not enough."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate.assemble import change_rows, correct, share_level, share_rows, wanted_contrasts
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.estimators import Fit
from paratopic.estimate.request import Request
from paratopic.estimate.result import Change, Estimates, Share
from paratopic.estimate.saerens import saerens
from paratopic.evaluation.checks import Floats

NAIVE = (
    "naive: predicted labels are counted as if they were true. The share is biased by the classifier's errors and "
    "the interval knows nothing of them; publish neither. Code a sample and take --method ppi."
)
QUANTIFY = (
    "quantify: rests on assumptions that this corpus can't test: probabilities calibrated on the training "
    "documents, and paragraphs of each topic that look there as they do here. The interval shows sampling noise "
    "only. Code a sample and take --method ppi."
)


def estimate_without_gold(corpus: Corpus, request: Request) -> Estimates:
    """Return naive counts, or shares adjusted by Saerens's method, flagged for what they assume."""
    shares: list[Share] = []
    changes: list[Change] = []
    wanted, level = wanted_contrasts(corpus, request), share_level(corpus, request)
    for column, topic in enumerate(corpus.topics):
        fit = (
            naive(corpus, column)
            if request.method == "naive"
            else _quantify(corpus, column, request.prior or {})
        )
        shares += share_rows(topic, fit, corpus, level=level)
        changes += change_rows(topic, fit, wanted, level=request.level)
    flag, predictor = (NAIVE, "decision") if request.method == "naive" else (QUANTIFY, "probability")
    return Estimates(
        request.method,
        request.of,
        request.target,
        predictor,
        request.level,
        request.by,
        int(corpus.size.sum()),
        0,
        "none",
        tuple(shares),
        correct(changes),
        (flag,),
    )


def naive(corpus: Corpus, column: int) -> Fit:
    """Count decisions as if they were labels and paragraphs as if they were independent: not valid."""
    share = corpus.decision[:, column] / corpus.size
    return _independent(share, share * (1 - share) / corpus.size)


def _quantify(corpus: Corpus, column: int, prior: Mapping[str, float]) -> Fit:
    topic = corpus.topics[column]
    if topic not in prior:
        raise EstimateError(
            f"--method quantify needs the share of {topic} among the training paragraphs: add --prior "
            f"{','.join(f'{name}=SHARE' for name in corpus.topics)}."
        )
    if corpus.histogram is None:
        raise ValueError("summarise the corpus with histogram=True")
    found = []
    for count, total in corpus.histogram[:, column].transpose(0, 2, 1):
        used = count > 0
        found.append(saerens(total[used] / count[used], prior[topic], weights=count[used]))
    share, variance = np.array(found).T
    return _independent(share, variance)


def _independent(share: Floats, variance: Floats) -> Fit:
    return Fit(share, np.diag(variance), np.full(len(share), 1e9), np.ones(len(share)), np.zeros(len(share)))
