"""A tokenizer read by the `tokenizers` library alone: what transformers' fast tokenizer does, without its import."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

FILES = ("tokenizer.json", "tokenizer_config.json")
CLASSES = {"BertTokenizer", "BertTokenizerFast"}


class Tokenizer:
    """Texts to token ids, cut where transformers cuts (truncation from the right, with overlap)."""

    def __init__(self, backend: Any, pad_token_id: int, folder: Path) -> None:
        self.backend, self.pad_token_id, self.folder = backend, pad_token_id, folder

    def __call__(
        self, texts: Sequence[str], *, max_length: int, stride: int, **_: Any
    ) -> dict[str, list[Any]]:
        """Return the windows' `input_ids` and `overflow_to_sample_mapping`, the place of each one's text."""
        self.backend.enable_truncation(max_length, stride=stride)
        ids: list[list[int]] = []
        owner: list[int] = []
        for place, encoded in enumerate(self.backend.encode_batch(list(texts))):
            windows = [encoded, *encoded.overflowing]
            ids += [window.ids for window in windows]
            owner += [place] * len(windows)
        return {"input_ids": ids, "overflow_to_sample_mapping": owner}

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read a BERT tokenizer; None where it is of another kind."""
        if not all((folder / name).is_file() for name in FILES):
            return None
        stored = json.loads((folder / FILES[1]).read_text(encoding="utf-8"))
        if stored.get("tokenizer_class") not in CLASSES:
            return None
        from tokenizers import Tokenizer as Backend

        backend = Backend.from_file(str(folder / FILES[0]))
        backend.no_padding()
        return cls(backend, int(backend.token_to_id(str(stored.get("pad_token", "[PAD]"))) or 0), folder)

    def save_pretrained(self, folder: Path) -> None:
        """Copy the tokenizer's files."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.folder / name, folder / name)
