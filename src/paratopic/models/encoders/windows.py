"""Cut long texts into overlapping windows of tokens, so that nothing is lost without being counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Windows:
    """Token ids of every window (special tokens included) and the text that each belongs to."""

    token_ids: list[list[int]]
    owner: NDArray[np.intp]
    texts: int

    @property
    def windowed(self) -> int:
        """Return how many texts needed more than one window."""
        return int((np.bincount(self.owner, minlength=self.texts) > 1).sum())

    def batches(self, tokens: int) -> Iterator[NDArray[np.intp]]:
        """Yield window numbers sorted by length, about `tokens` tokens at a time: little padding, even work."""
        lengths = np.array([len(ids) for ids in self.token_ids])
        order = np.argsort(-lengths, kind="stable")
        start = 0
        while start < len(order):
            size = max(1, tokens // max(int(lengths[order[start]]), 1))
            yield order[start : start + size]
            start += size


def cut_windows(tokenizer: Any, texts: Sequence[str], *, max_tokens: int, stride: int) -> Windows:
    """Tokenize texts into windows of at most `max_tokens` tokens that overlap by `stride` tokens."""
    if not texts:
        return Windows([], np.zeros(0, dtype=np.intp), 0)
    encoded = tokenizer(
        list(texts),
        truncation=True,
        max_length=max_tokens,
        stride=stride,
        return_overflowing_tokens=True,
        return_attention_mask=False,
        return_token_type_ids=False,
    )
    owner = np.asarray(encoded["overflow_to_sample_mapping"], dtype=np.intp)
    return Windows([list(ids) for ids in encoded["input_ids"]], owner, len(texts))


def pad(
    token_ids: Sequence[Sequence[int]], pad_id: int, *, multiple: int = 1
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (ids, mask), both (windows, longest rounded up to a multiple), padded at the end."""
    longest = -(-max(len(ids) for ids in token_ids) // multiple) * multiple
    ids = np.full((len(token_ids), longest), pad_id, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(token_ids):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask
