"""Contrastive fine-tuning: paragraphs that share topics come to lie close together, the others apart.

SetFit's idea (Tunstall and others 2022) for several topics: all pairs of a batch count (`pairs.py`), so that a
paragraph is encoded once and not once a pair.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.devices import autocast, make_deterministic
from paratopic.models.encoders.finetune import JITTER, Recipe, Tuner
from paratopic.models.encoders.network import Network
from paratopic.models.encoders.pairs import pair_loss
from paratopic.models.encoders.windows import Windows

CANDIDATES = 8


def contrast(
    network: Network, windows: Windows, train: Examples, recipe: Recipe, *, seed: int
) -> list[dict[str, float]]:
    """Fit `network`'s encoder in place; return the mean loss of each epoch. Its head is left alone."""
    make_deterministic(seed)
    tuner = _PairTuner(network, windows, train, recipe, seed)
    history = [{"epoch": float(epoch), "loss": tuner.epoch()} for epoch in range(1, recipe.epochs + 1)]
    network.eval()
    return history


class _PairTuner(Tuner):
    """Batches of paragraphs and partners, and the loss over their pairs."""

    @property
    def fresh(self) -> int:
        """Return how many windows of a batch are new in its epoch: the others are their partners."""
        return max(1, self.recipe.batch_size // 2)

    def loss(self, hidden: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Return the contrastive loss of a batch."""
        with autocast(self.device, bf16=self.bf16):
            pooled = self.network.pooled(hidden, mask)
        return pair_loss(pooled.float(), targets, temperature=self.recipe.temperature)

    def batches(self) -> Iterator[NDArray[np.intp]]:
        """Yield batches in which every second window shares a topic with the one before it."""
        lengths = np.array([len(ids) for ids in self.windows.token_ids], dtype=float)
        pairs = partners(self.targets.numpy().astype(np.int8), lengths, self.rng)
        blocks = [pairs[start : start + self.fresh] for start in range(0, len(pairs), self.fresh)]
        for block in self.rng.permutation(len(blocks)):
            yield blocks[block].ravel()


def partners(
    targets: NDArray[np.int8], lengths: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.intp]:
    """Return every row once, about by length, with a row that shares one of its topics, (n, 2).

    The topic is drawn evenly from the row's own (a row without topics gets another without), so that rare
    topics meet their like as often as common ones do; of eight candidates the one of nearest length is taken,
    which halves the padding. A row without its like is its own partner.
    """
    like = [np.flatnonzero(column) for column in targets.T]
    none = np.flatnonzero(~targets.any(axis=1))
    order = np.argsort(lengths + rng.normal(0, JITTER, len(lengths)), kind="stable")
    found = np.stack([order, order], axis=1)
    for place, row in enumerate(order):
        topics = np.flatnonzero(targets[row])
        pool = like[rng.choice(topics)] if len(topics) else none
        pool = pool[pool != row]
        if len(pool):
            drawn = rng.choice(pool, min(CANDIDATES, len(pool)), replace=False)
            found[place, 1] = drawn[np.argmin(np.abs(lengths[drawn] - lengths[row]))]
    return found
