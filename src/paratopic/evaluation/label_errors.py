"""Probable label errors by confident learning (Northcutt, Jiang and Chuang 2021), topic by topic.

A multi-label matrix is taken apart into one yes-or-no question a topic, as the method's authors do. The
probabilities must be held out: by a model that had not seen the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paratopic.evaluation.checks import Floats, Ints, as_labels, as_probabilities

ROUNDING = 1e-6


def label_errors(targets: ArrayLike, probabilities: ArrayLike, topics: Sequence[str]) -> NDArray[np.bool_]:
    """Return which labels, (paragraphs, topics), are probably wrong; both arrays have that shape."""
    truth = as_labels(targets, topics, name="targets")
    found = as_probabilities(probabilities, truth.shape)
    columns = [topic_errors(y, p) for y, p in zip(truth.T, found.T, strict=True)]
    return np.column_stack(columns)


def self_confidence(targets: ArrayLike, probabilities: ArrayLike) -> Floats:
    """Return the probability of the given label, (paragraphs, topics): the lower, the likelier an error."""
    truth, found = np.asarray(targets), np.asarray(probabilities, dtype=np.float64)
    return np.where(truth == 1, found, 1 - found)


def confident_joint(targets: Ints, probabilities: Floats) -> Ints:
    """Count one topic's labels by what they say (rows: no, yes) and what they probably should (columns).

    An answer counts where its probability reaches the mean that paragraphs labelled so have; where both do, the
    likelier one does. Rows are scaled to the number of labels, so that off the diagonal stand estimates of how
    many are wrong.
    """
    both = np.column_stack([1 - probabilities, probabilities])
    given = [targets == answer for answer in (0, 1)]
    usual = [both[rows, answer].mean() if rows.any() else np.inf for answer, rows in enumerate(given)]
    confident = both >= np.array(usual) - ROUNDING
    likely = np.where(confident.all(axis=1), both.argmax(axis=1), confident.argmax(axis=1))
    sure = confident.any(axis=1)
    joint = np.array([[(rows & sure & (likely == j)).sum() for j in (0, 1)] for rows in given], dtype=float)
    np.fill_diagonal(joint, joint.diagonal().clip(min=1))
    sizes = np.array([int(rows.sum()) for rows in given])
    doubted = np.array([joint[0, 1], joint[1, 0]]) / joint.sum(axis=1) * sizes
    wrong = np.ceil(doubted - 0.5).astype(np.int64)  # a half counts for the label
    right = sizes - wrong
    return np.array([[right[0], wrong[0]], [wrong[1], right[1]]], dtype=np.int64)


def topic_errors(targets: Ints, probabilities: Floats) -> NDArray[np.bool_]:
    """Return which of one topic's labels, (n,), are probably wrong (pruning by noise rate).

    As many of each answer as the confident joint says, least believed first; never all of them, and none that
    the probabilities agree with.
    """
    joint = confident_joint(targets, probabilities)
    doubt = np.where(targets == 1, 1 - 2 * probabilities, 2 * probabilities - 1)
    flagged = np.zeros(len(targets), dtype=bool)
    for answer in (0, 1):
        rows = np.flatnonzero(targets == answer)
        count = min(int(joint[answer, 1 - answer]), len(rows) - 1)
        if count > 0:
            flagged[rows[np.argsort(-doubt[rows], kind="stable")[:count]]] = True
    agreed = (probabilities > 0.5) == (targets == 1)
    flagged[agreed] = False
    return flagged
