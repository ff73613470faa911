"""What a run cost the machine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from paratopic.bundle.saved import SavedClassifier

SAMPLE = 128


def usage() -> dict[str, float]:
    """Return the process's peak memory so far and its processor time, where the system tells."""
    try:
        import resource
        import sys
    except ImportError:  # not on Windows
        return {"system/cpu_seconds": time.process_time()}
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {"system/peak_memory_megabytes": peak, "system/cpu_seconds": time.process_time()}


def paragraphs_per_second(classifier: SavedClassifier, texts: Sequence[str]) -> float:
    """Return how fast the classifier is on at most 128 texts; nan without texts."""
    started = time.perf_counter()
    unseen = [f"{text} ." for text in texts[:SAMPLE]]  # an encoder remembers texts that it has seen
    count = len(unseen)
    classifier.probabilities(unseen)
    return count / (time.perf_counter() - started) if count else float("nan")


def bundle_megabytes(folder: Path) -> float:
    """Return the size of a saved classifier."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
