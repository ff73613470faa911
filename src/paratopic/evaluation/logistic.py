"""A tiny unpenalised logistic regression on soft targets: the engine of three calibrators."""

from __future__ import annotations

import numpy as np

from paratopic.evaluation.checks import Floats, Ints


def sigmoid(scores: Floats) -> Floats:
    """Return 1 / (1 + exp(-scores)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(scores / 2)), dtype=np.float64)


def smoothed(targets: Ints) -> Floats:
    """Return Platt's (1999) targets, (n+ + 1)/(n+ + 2) and 1/(n- + 2), which keep separable data finite."""
    positive = float(targets.sum())
    negative = len(targets) - positive
    return np.where(targets == 1, (positive + 1) / (positive + 2), 1 / (negative + 2))


def fit_logistic(features: Floats, targets: Floats, *, steps: int = 100) -> Floats:
    """Return the coefficients that maximise the likelihood, by Newton's method with step halving.

    As Lin, Lin and Weng (2007) do for Platt's method; `features` is (n, coefficients), `targets` in [0, 1].
    """
    coefficients = np.zeros(features.shape[1])
    loss = _loss(features, targets, coefficients)
    for _ in range(steps):
        p = sigmoid(features @ coefficients)
        gradient = features.T @ (p - targets)
        if np.abs(gradient).max() < 1e-10 * len(targets):
            break
        curvature = (features * (p * (1 - p))[:, None]).T @ features
        move = np.linalg.solve(curvature + 1e-12 * np.eye(len(coefficients)), gradient)
        size = 1.0
        while (tried := _loss(features, targets, coefficients - size * move)) > loss and size > 1e-10:
            size /= 2
        coefficients, loss = coefficients - size * move, tried
    return coefficients


def _loss(features: Floats, targets: Floats, coefficients: Floats) -> float:
    scores = features @ coefficients
    return float(np.sum(np.logaddexp(0, scores) - targets * scores))
