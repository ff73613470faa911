"""The fine-tuning recipe: cached lower layers, packed tokens, layer-wise rates, bf16, the best epoch kept.

Our own loop, not transformers' Trainer: only so can the frozen layers' output be computed once and kept and padding
be left out, which together with bf16 is where the time goes (tests/benchmarks).
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from paratopic.dataset.examples import Examples
from paratopic.models.encoders.backends import forward
from paratopic.models.encoders.devices import (
    autocast,
    has_bf16,
    make_deterministic,
    pick_device,
    tokens_a_batch,
)
from paratopic.models.encoders.lower_states import LowerStates
from paratopic.models.encoders.network import PAD_TO, Network
from paratopic.models.encoders.pairs import pair_loss
from paratopic.models.encoders.windows import Windows, pad

JITTER = 10.0


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The knobs of fine-tuning; rates are of the top layer and of the head.

    `contrast` is the weight of the contrastive loss beside that of the head (Gunel and others 2021), `temperature`
    divides its cosines.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    head_learning_rate: float
    layer_decay: float
    weight_decay: float
    warmup: float
    class_weight: str | None
    bf16: bool | None
    contrast: float = 0.0
    temperature: float = 0.1


def finetune(
    network: Network,
    windows: Windows,
    train: Examples,
    recipe: Recipe,
    *,
    seed: int,
    validation: tuple[Windows, Examples] | None,
) -> list[dict[str, float]]:
    """Fit `network` in place on the windows of `train`; return one row of figures an epoch.

    With `validation` the epoch with the best macro-F1 there is kept, without it the last one.
    """
    make_deterministic(seed)
    tuner = Tuner(network, windows, train, recipe, seed)
    held_out = None if validation is None else LowerStates(network, validation[0], bf16=tuner.bf16)
    history: list[dict[str, float]] = []
    best: tuple[float, dict[str, torch.Tensor]] | None = None
    for epoch in range(1, recipe.epochs + 1):
        row = {"epoch": float(epoch), "loss": tuner.epoch()}
        if held_out is not None and validation is not None:
            row["macro_f1"] = best_macro_f1(_scores(held_out), validation[1].targets)
            if best is None or row["macro_f1"] > best[0]:
                best = (row["macro_f1"], copy.deepcopy(network.state_dict()))
        history.append(row)
    if best is not None:
        network.load_state_dict(best[1])
    network.eval()
    return history


class Tuner:
    """The state of one fine-tuning: optimiser, schedule, cached hidden states, order of batches."""

    def __init__(
        self, network: Network, windows: Windows, train: Examples, recipe: Recipe, seed: int
    ) -> None:
        self.device = pick_device()
        self.bf16 = has_bf16() if recipe.bf16 is None else recipe.bf16
        self.network, self.windows, self.recipe = network.to(self.device), windows, recipe
        self.targets = torch.from_numpy(train.targets[windows.owner].astype(np.float32))
        weight = _positive_weight(train.targets) if recipe.class_weight == "balanced" else None
        self.criterion = torch.nn.BCEWithLogitsLoss(pos_weight=weight).to(self.device)
        self.rng = np.random.default_rng(seed)
        self.optimizer = _optimizer(network, recipe)
        steps = recipe.epochs * math.ceil(len(windows.token_ids) / self.fresh)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, _rate(steps, recipe.warmup))
        self.states = LowerStates(self.network, windows, bf16=self.bf16)

    @property
    def fresh(self) -> int:
        """Return how many windows of a batch are new in its epoch."""
        return self.recipe.batch_size

    def epoch(self) -> float:
        """Run one epoch and return the mean loss."""
        self.network.train()
        losses = []
        for batch in self.batches():
            hidden, mask = self.states.inputs(batch)
            loss: Any = self.loss(hidden, mask, self.targets[batch].to(self.device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.schedule.step()
            losses.append(float(loss.detach()))
        return float(np.mean(losses))

    def loss(self, hidden: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Return the loss of a batch from the frozen layers' output (n, tokens, width) and targets (n, topics)."""
        with autocast(self.device, bf16=self.bf16):
            pooled = self.network.pooled(hidden, mask)
            logits = self.network.logits(pooled)
        found: torch.Tensor = self.criterion(logits.float(), targets)
        if self.recipe.contrast:
            pairs = pair_loss(pooled.float(), targets, temperature=self.recipe.temperature)
            found = found + self.recipe.contrast * pairs
        return found

    def batches(self) -> Iterator[NDArray[np.intp]]:
        """Yield batches of windows of about the same length, in random order."""
        lengths = np.array([len(ids) for ids in self.windows.token_ids], dtype=float)
        order = np.argsort(lengths + self.rng.normal(0, JITTER, len(lengths)), kind="stable")
        size = self.recipe.batch_size
        blocks = [order[start : start + size] for start in range(0, len(order), size)]
        for block in self.rng.permutation(len(blocks)):
            yield blocks[block]


def score_windows(network: Network, windows: Windows) -> NDArray[np.float64]:
    """Return logits, (texts, topics); of several windows of a text the largest counts."""
    device = pick_device()
    network.to(device).eval()
    found = np.full((windows.texts, network.topics), -np.inf)
    for batch in windows.batches(tokens_a_batch(device)):
        ids, mask = pad([windows.token_ids[i] for i in batch], network.pad_id, multiple=PAD_TO)
        np.maximum.at(found, windows.owner[batch], forward(network, ids, mask, device=device))
    return found


def _scores(states: LowerStates) -> NDArray[np.float64]:
    """Return what `score_windows` does, by lower states that are known already."""
    network, windows = states.network.eval(), states.windows
    found = np.full((windows.texts, network.topics), -np.inf)
    for batch in windows.batches(tokens_a_batch(states.device)):
        hidden, mask = states.inputs(batch)
        with torch.inference_mode(), autocast(states.device, bf16=states.bf16):
            logits = network.upper(hidden, mask)
        np.maximum.at(found, windows.owner[batch], logits.float().cpu().numpy())
    return found


def best_macro_f1(scores: NDArray[np.float64], targets: NDArray[Any]) -> float:
    """Return the macro-F1 at each topic's best cut: it ranks epochs before thresholds are chosen."""
    values = []
    for column in range(targets.shape[1]):
        order = np.argsort(-scores[:, column], kind="stable")
        hits = np.cumsum(targets[order, column])
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + max(1, hits[-1]))
        values.append(float(f1.max()))
    return float(np.mean(values))


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """Return AdamW with rates that shrink from layer to layer below the head (Howard and Ruder 2018)."""
    layers = list(network.layers)
    depth_of = {id(p): depth for depth, layer in enumerate(layers, 1) for p in layer.parameters()}
    groups = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.head_learning_rate
        if not name.startswith("head"):
            depth = depth_of.get(id(parameter), 0)
            rate = recipe.learning_rate * recipe.layer_decay ** (len(layers) - depth)
        decay = 0.0 if parameter.ndim == 1 else recipe.weight_decay
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def _rate(steps: int, warmup: float) -> Any:
    """Return the share of the rate at a step: linear up, linear down."""
    up = int(warmup * steps)

    def share(step: int) -> float:
        return (step + 1) / (up + 1) if step < up else max(0.02, (steps - step) / max(1, steps - up))

    return share


def _positive_weight(targets: NDArray[Any]) -> torch.Tensor:
    """Return the root of negatives per positive for each topic: the full ratio overshoots."""
    positives = targets.sum(axis=0)
    ratio = (len(targets) - positives + 1.0) / (positives + 1.0)
    return torch.from_numpy(np.sqrt(ratio).astype(np.float32))
