"""The fine-tuning recipe, by transformers' Trainer: layer-wise rates, class weights, bf16, the best epoch kept."""

from __future__ import annotations

import copy
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from datasets import Dataset
from torch import nn
from transformers import Trainer, TrainerCallback, TrainingArguments

from paratopic.dataset.examples import Examples
from paratopic.models.devices import make_deterministic, native_bf16, pick_device
from paratopic.models.network import Network
from paratopic.models.protocol import FitContext
from paratopic.models.windows import Windows, pad

if TYPE_CHECKING:
    from paratopic.models.transformer import Transformer


def finetune(
    model: Transformer, windows: Windows, train: Examples, context: FitContext
) -> list[dict[str, float]]:
    """Fit `model.network` in place on the windows of `train` and return one row of figures an epoch."""
    make_deterministic(context.seed)
    recipe, network = model.recipe, model.network
    targets = train.targets[windows.owner].astype(np.float32)
    weight = _positive_weight(targets) if recipe["class_weight"] == "balanced" else None
    keeper = BestEpoch(model, context.validation)
    with tempfile.TemporaryDirectory(prefix="paratopic-") as folder:
        trainer = Trainer(
            model=_WithLoss(network, weight),
            args=_arguments(recipe, folder, context.seed),
            train_dataset=_dataset(windows, targets),
            data_collator=lambda rows: _collate(rows, network.pad_id),
            optimizers=(_optimizer(network, recipe), None),
            callbacks=[keeper],
        )
        trainer.remove_callback(_printer())
        trainer.train()
    keeper.restore()
    return keeper.history


class _WithLoss(nn.Module):
    """The network with the loss that Trainer asks for."""

    def __init__(self, network: Network, weight: torch.Tensor | None) -> None:
        super().__init__()
        self.network, self.loss = network, nn.BCEWithLogitsLoss(pos_weight=weight)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        logits = self.network(ids, mask)
        return {"loss": self.loss(logits, targets), "logits": logits}


class BestEpoch(TrainerCallback):  # type: ignore[misc]
    """After each epoch score the validation paragraphs; keep the weights of the best macro-F1."""

    def __init__(self, model: Transformer, validation: Examples | None) -> None:
        self.model, self.validation = model, validation
        self.history: list[dict[str, float]] = []
        self._best: tuple[float, dict[str, torch.Tensor]] | None = None
        self._loss = float("nan")

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        """Remember the last training loss."""
        self._loss = float((logs or {}).get("loss", self._loss))

    def on_epoch_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Measure, and keep the weights if they are the best so far."""
        row = {"epoch": float(len(self.history) + 1), "loss": self._loss}
        if self.validation is not None:
            found = self.model.scores(self.validation.texts)
            self.model.network.train()
            row["macro_f1"] = best_macro_f1(found, self.validation.targets)
            if self._best is None or row["macro_f1"] > self._best[0]:
                self._best = (row["macro_f1"], copy.deepcopy(self.model.network.state_dict()))
        self.history.append(row)

    def restore(self) -> None:
        """Put the best weights back."""
        if self._best is not None:
            self.model.network.load_state_dict(self._best[1])
        self.model.network.eval()


def best_macro_f1(scores: np.ndarray[Any, Any], targets: np.ndarray[Any, Any]) -> float:
    """Return the macro-F1 at each topic's best cut: it ranks epochs before thresholds are chosen."""
    values = []
    for column in range(targets.shape[1]):
        order = np.argsort(-scores[:, column], kind="stable")
        hits = np.cumsum(targets[order, column])
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + max(1, hits[-1]))
        values.append(float(f1.max()))
    return float(np.mean(values))


def _arguments(recipe: dict[str, Any], folder: str, seed: int) -> TrainingArguments:
    bf16 = native_bf16() if recipe["bf16"] is None else bool(recipe["bf16"])
    return TrainingArguments(
        output_dir=folder,
        num_train_epochs=recipe["epochs"],
        per_device_train_batch_size=recipe["batch_size"],
        warmup_steps=recipe["warmup"],
        lr_scheduler_type="linear",
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        bf16=bf16,
        use_cpu=pick_device() == "cpu",
        seed=seed,
        data_seed=seed,
        save_strategy="no",
        report_to=[],
        logging_steps=10,
        disable_tqdm=True,
        remove_unused_columns=False,
        dataloader_num_workers=0,
    )


def _optimizer(network: Network, recipe: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW with rates that shrink by `layer_decay` from layer to layer below the head (Howard and Ruder 2018)."""
    layers = list(network.encoder.encoder.layer)
    depth_of = {id(p): i + 1 for i, layer in enumerate(layers) for p in layer.parameters()}
    groups = []
    for name, parameter in network.named_parameters():
        rate = recipe["head_learning_rate"]
        if not name.startswith("head"):
            depth = depth_of.get(id(parameter), 0)
            rate = recipe["learning_rate"] * recipe["layer_decay"] ** (len(layers) - depth)
        decay = 0.0 if parameter.ndim == 1 else recipe["weight_decay"]
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, foreach=True)


def _positive_weight(targets: np.ndarray[Any, Any]) -> torch.Tensor:
    """Return negatives per positive for each topic, its square root: the full ratio overshoots."""
    positives = targets.sum(axis=0)
    ratio = (len(targets) - positives + 1.0) / (positives + 1.0)
    return torch.from_numpy(np.sqrt(ratio).astype(np.float32))


def _dataset(windows: Windows, targets: np.ndarray[Any, Any]) -> Dataset:
    lengths = [len(ids) for ids in windows.token_ids]
    return Dataset.from_dict({"ids": windows.token_ids, "targets": targets.tolist(), "length": lengths})


def _collate(rows: list[dict[str, Any]], pad_id: int) -> dict[str, torch.Tensor]:
    ids, mask = pad([row["ids"] for row in rows], pad_id)
    return {
        "ids": torch.from_numpy(ids),
        "mask": torch.from_numpy(mask),
        "targets": torch.tensor([row["targets"] for row in rows], dtype=torch.float32),
    }


def _printer() -> type[TrainerCallback]:
    from transformers.trainer_callback import PrinterCallback

    printer: type[TrainerCallback] = PrinterCallback
    return printer
