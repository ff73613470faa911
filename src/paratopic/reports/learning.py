"""The plot of a learning curve: macro-F1 by what was learned from, a line a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

Row = tuple[str, float, int, float, float, float]
COLOURS = ("#1f5f99", "#b4520e", "#1e7a46", "#8a3a94", "#7a6a00", "#6a4a3a")


def write_learning_plot(path: Path, rows: Sequence[Row]) -> Path:
    """Write the plot of (model, share, learned paragraphs, macro-F1, low, high); seeds are averaged, ends too."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    for number, model in enumerate(dict.fromkeys(row[0] for row in rows)):
        xs, (value, low, high) = _means([row for row in rows if row[0] == model])
        colour = COLOURS[number % len(COLOURS)]
        axes.plot(xs, value, "o-", ms=4, color=colour, label=model)
        axes.fill_between(xs, low, high, color=colour, alpha=0.12, lw=0)
    axes.set_xlabel("paragraphs learned from")
    axes.set_ylabel("test macro-F1, 95 % interval")
    axes.grid(color="#e6e9ec", lw=0.6)
    axes.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    return path


def _means(rows: Sequence[Row]) -> tuple[list[float], list[list[float]]]:
    """Average the seeds of each share: paragraphs learned from; macro-F1, low and high."""
    shares = sorted({row[1] for row in rows})
    each = [np.array([row[2:] for row in rows if row[1] == share]).mean(axis=0) for share in shares]
    learned, value, low, high = (list(map(float, column)) for column in np.array(each).T)
    return learned, [value, low, high]
