"""The supervised contrastive loss (Khosla and others 2020), a pair weighted by how far its topic sets overlap."""

from __future__ import annotations

import torch


def pair_loss(vectors: torch.Tensor, targets: torch.Tensor, *, temperature: float) -> torch.Tensor:
    """Return the mean loss of (n, width) vectors and (n, topics) targets of 0 and 1.

    Every other member of the batch is drawn by softmax of cosine / temperature; a pair weighs what the overlap
    of its topic sets is (Jaccard; two paragraphs without topics overlap wholly).
    """
    unit = torch.nn.functional.normalize(vectors, dim=1)
    others = ~torch.eye(len(unit), dtype=torch.bool, device=unit.device)
    chance = torch.log_softmax((unit @ unit.T / temperature).masked_fill(~others, -1e9), dim=1)
    weight = overlap(targets) * others
    total = weight.sum(dim=1)
    each = -(weight * chance).sum(dim=1) / total.clamp(min=1e-9)
    having = total > 0
    return each[having].mean() if bool(having.any()) else (0.0 * vectors).sum()


def overlap(targets: torch.Tensor) -> torch.Tensor:
    """Return the Jaccard index of every two topic sets, (n, n); of two empty sets it is 1."""
    shared = targets @ targets.T
    size = targets.sum(dim=1)
    union = size[:, None] + size[None, :] - shared
    return torch.where(union > 0, shared / union.clamp(min=1), torch.ones_like(shared))
