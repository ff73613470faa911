"""Write a classifier with its encoders converted for another program, and with the proof that nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from paratopic.bundle.store import extend_bundle
from paratopic.errors import ConfigError, ModelError
from paratopic.files.atomic import write_text
from paratopic.inference.backend_choice import EXPORTED, PARITY, has_encoder
from paratopic.inference.classifier import Classifier
from paratopic.inference.parity import LARGEST, Parity, measure
from paratopic.models.encoders.backends import CONVERTED, Backend, check_backend


def export_bundle(
    classifier: Classifier,
    backend: str,
    target: Path,
    texts: Sequence[str],
    *,
    say: Callable[[str], None] | None = None,
) -> Parity:
    """Write the bundle of `classifier` to the new folder `target` with networks converted for `backend`.

    `say` is told what takes long. Raises ModelError where there is no encoder, or where on these texts a
    probability differs by more than 0.005 or a decision at all: then nothing is written.
    """
    if backend not in CONVERTED:
        raise ConfigError(f"expected --backend {' or '.join(CONVERTED)}, found '{backend}'.")
    check_backend(backend)
    if classifier.folder is None or not has_encoder(classifier.saved.model):
        raise ModelError(f"{classifier.name} has no encoder to convert; it classifies as it is.")
    found: list[Parity] = []

    def add(root: Path) -> None:
        if say:
            say(f"converting, then classifying {len(texts):,} texts by both; --limit N takes fewer")
        inside = root / EXPORTED
        inside.mkdir()
        found.extend(measure(classifier.saved, [Backend(backend, inside)], texts))
        _check(found[0])
        write_text(inside / PARITY, json.dumps(asdict(found[0]), indent=1) + "\n")

    extend_bundle(classifier.folder, target, add)
    return found[0]


def _check(parity: Parity) -> None:
    if not parity.is_close:
        raise ModelError(
            f"expected probabilities within {LARGEST} and the same decisions, found {parity.sentence}; not exported."
        )
