"""The plots of a run as SVG: precision-recall, reliability and confusion, a panel a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from paratopic.evaluation.curves import average_precision, precision_recall, reliability
from paratopic.training.judge import Judged

BLUE, GREY = "#2a5c8a", "#9aa3ab"
MOST_PANELS = 12


def write_plots(folder: Path, judged: Judged) -> list[Path]:
    """Write precision_recall.svg, reliability.svg and confusion.svg; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    panels: dict[str, Callable[[Any, Judged, int], None]] = {
        "precision_recall": _precision_recall,
        "reliability": _reliability,
        "confusion": _confusion,
    }
    return [_draw(folder / f"{name}.svg", judged, panel) for name, panel in panels.items()]


def _draw(path: Path, judged: Judged, panel: Callable[[Any, Judged, int], None]) -> Path:
    from matplotlib.figure import Figure

    topics = judged.examples.topics[:MOST_PANELS]
    columns = min(4, len(topics))
    rows = -(-len(topics) // columns)
    figure = Figure(figsize=(2.9 * columns, 2.9 * rows), layout="constrained")
    for number, topic in enumerate(topics):
        axes = figure.add_subplot(rows, columns, number + 1)
        axes.set_title(topic, fontsize=10)
        axes.tick_params(labelsize=8)
        panel(axes, judged, number)
    return save_figure(figure, path)


def write_training_plot(path: Path, history: Sequence[Mapping[str, float]]) -> Path:
    """Write the training curve: a panel a figure (loss, validation score), a point an epoch."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    names = [name for name in dict.fromkeys(key for row in history for key in row) if name != "epoch"]
    figure = Figure(figsize=(3.6 * len(names), 2.9), layout="constrained")
    for number, name in enumerate(names, 1):
        axes = figure.add_subplot(1, len(names), number)
        points = [(step, row[name]) for step, row in enumerate(history, 1) if name in row]
        axes.plot([a for a, _ in points], [b for _, b in points], "o-", color=BLUE, ms=4)
        axes.set_title(name, fontsize=10)
        axes.set_xlabel("epoch", fontsize=8)
        axes.tick_params(labelsize=8)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(color="#e6e9ec", lw=0.6)
    return save_figure(figure, path)


def save_figure(figure: Any, path: Path) -> Path:
    """Write a figure with nothing cut off and no date in it."""
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight", pad_inches=0.06)
    return path


def _precision_recall(axes: Any, judged: Judged, topic: int) -> None:
    truth, probability = judged.examples.targets[:, topic], judged.probabilities[:, topic]
    _limits(axes, "recall", "precision")
    if not truth.any():
        axes.text(0.5, 0.5, "no positive paragraph", ha="center", color=GREY, fontsize=8)
        return
    curve = precision_recall(truth.astype(int), probability)
    axes.step(curve.recall, curve.precision, where="post", color=BLUE)
    axes.axhline(truth.mean(), color=GREY, lw=1, ls="--")
    decided = judged.predictions[:, topic]
    hits = int((truth * decided).sum())
    if decided.any():
        axes.plot(hits / truth.sum(), hits / decided.sum(), "o", color=BLUE, ms=6, mfc="white")
    axes.text(0.04, 0.06, f"AP {average_precision(truth.astype(int), probability):.3f}", fontsize=8)


def _reliability(axes: Any, judged: Judged, topic: int) -> None:
    truth, probability = judged.examples.targets[:, topic], judged.probabilities[:, topic]
    found = reliability(truth.astype(int), probability)
    _limits(axes, "probability", "share with the topic")
    axes.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--")
    axes.plot(found.confidence, found.frequency, "o-", color=BLUE, ms=4)
    axes.text(0.96, 0.06, f"ECE {found.error:.3f}", fontsize=8, ha="right")


def _confusion(axes: Any, judged: Judged, topic: int) -> None:
    truth, decided = judged.examples.targets[:, topic], judged.predictions[:, topic]
    counts = [[int(((truth == t) & (decided == d)).sum()) for d in (0, 1)] for t in (0, 1)]
    shares = [[value / max(1, sum(row)) for value in row] for row in counts]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row in (0, 1):
        for column in (0, 1):
            colour = "white" if shares[row][column] > 0.5 else "black"
            axes.text(column, row, str(counts[row][column]), ha="center", va="center", color=colour)
    axes.set_xticks([0, 1], ["no", "yes"])
    axes.set_yticks([0, 1], ["no", "yes"])
    axes.set_xlabel("predicted", fontsize=8)
    axes.set_ylabel("gold", fontsize=8)


def _limits(axes: Any, x: str, y: str) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(x, fontsize=8)
    axes.set_ylabel(y, fontsize=8)
    axes.grid(color="#e6e9ec", lw=0.6)
