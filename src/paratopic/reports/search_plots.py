"""The plots of a search as SVG: the best score so far, and how much each searched value matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from paratopic.reports.plots import BLUE, GREY, save_figure


def write_history_plot(path: Path, scores: Sequence[tuple[int, float]]) -> Path:
    """Write each trial's score and the best so far; `scores` are pairs of a trial's number and its score."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    numbers, values = (np.array(side, dtype=float) for side in zip(*scores, strict=True))
    figure = Figure(figsize=(6.2, 3.4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(numbers, values, "o", color=GREY, ms=5, label="trial")
    axes.step(numbers, np.maximum.accumulate(values), where="post", color=BLUE, label="best so far")
    axes.set_xlabel("trial")
    axes.set_ylabel("validation macro-F1, mean over seeds")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(color="#e6e9ec", lw=0.6)
    axes.legend(frameon=False, fontsize=9, loc="lower right")
    return save_figure(figure, path)


def write_importance_plot(path: Path, importances: Mapping[str, float]) -> Path:
    """Write a bar a searched value, the most important first; shares of the score's variance (fANOVA)."""
    from matplotlib.figure import Figure

    names = sorted(importances, key=lambda name: importances[name])
    shares = [importances[name] for name in names]
    figure = Figure(figsize=(6.2, 0.9 + 0.42 * len(names)), layout="constrained")
    axes = figure.add_subplot()
    axes.barh(names, shares, color=BLUE, height=0.6)
    for place, share in enumerate(shares):
        axes.text(share + 0.01, place, f"{share:.2f}", va="center", fontsize=9)
    axes.set_xlim(0, 1.1)
    axes.set_xlabel("share of the score's variance (fANOVA)")
    axes.spines[["top", "right"]].set_visible(False)
    return save_figure(figure, path)
