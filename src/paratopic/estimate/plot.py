"""Shares with their intervals by group, or along time; the coded sample's own interval behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paratopic.estimate.result import Estimates, Share
from paratopic.files.atomic import atomic_path

BLUE, GREY = "#1f5f8b", "#b5b5b5"
LINES = ("#1f5f8b", "#c05621", "#2f7d4f", "#7b4b94", "#8a6d1d", "#444444")


def write_plot(path: str | Path, result: Estimates) -> None:
    """Write the plot as SVG, PNG or PDF, by the suffix of `path`."""
    with atomic_path(path) as temporary:
        save(draw(result), temporary, form=Path(path).suffix[1:])


def save(figure: Any, target: Any, *, form: str) -> None:
    """Save a figure so that the same figure gives the same bytes: no date, no random ids."""
    import matplotlib as mpl

    dated = {"svg": "Date", "pdf": "CreationDate"}
    with mpl.rc_context({"svg.hashsalt": "paratopic"}):
        figure.savefig(target, format=form, dpi=150, metadata={dated[form]: None} if form in dated else None)


def draw(result: Estimates) -> Any:
    """Return a matplotlib figure with one panel a topic."""
    from matplotlib.figure import Figure

    topics = list(dict.fromkeys(one.topic for one in result.shares))
    groups = [one for one in result.shares if one.topic == topics[0]]
    along = _along_time(result)
    height = 2.8 if along else 1.0 + 0.3 * len(groups)
    figure = Figure(figsize=(3.2 * len(topics), height), layout="constrained")
    panels = figure.subplots(1, len(topics), sharey=True, squeeze=False)[0]
    for panel, topic in zip(panels, topics, strict=True):
        shares = [one for one in result.shares if one.topic == topic]
        (_time_panel if along else _group_panel)(panel, shares)
        panel.set_title(topic, fontsize=10)
        panel.spines[["top", "right"]].set_visible(False)
    legend = "Points and bars: estimate and interval"
    figure.supxlabel(f"{legend} ({result.level:.0%}); grey: the coded sample alone", fontsize=8)
    return figure


def _along_time(result: Estimates) -> bool:
    values = {one.group.split(" · ")[-1] for one in result.shares if one.group != "all"}
    return len(values) >= 3 and all(value.lstrip("-").isdigit() for value in values)


def _group_panel(panel: Any, shares: Sequence[Share]) -> None:
    for place, one in enumerate(shares):
        y = len(shares) - place
        if one.gold_low is not None:
            panel.plot(
                [100 * one.gold_low, 100 * (one.gold_high or 0)], [y, y], color=GREY, linewidth=5, alpha=0.6
            )
        panel.plot([100 * one.low, 100 * one.high], [y, y], color=BLUE, linewidth=1.8)
        panel.plot(100 * one.share, y, "o", color=BLUE, markersize=4)
    panel.set_yticks(range(len(shares), 0, -1), [one.group for one in shares], fontsize=8)
    panel.set_xlabel("%", fontsize=8)
    panel.set_xlim(left=0)


def _time_panel(panel: Any, shares: Sequence[Share]) -> None:
    series: dict[str, list[Share]] = {}
    for one in shares:
        if one.group != "all":
            series.setdefault(" · ".join(one.group.split(" · ")[:-1]), []).append(one)
    for (name, points), colour in zip(series.items(), LINES * len(series), strict=False):
        times = [float(one.group.split(" · ")[-1]) for one in points]
        if len(series) == 1:
            low, high = (
                [100 * (getattr(one, key) or 0) for one in points] for key in ("gold_low", "gold_high")
            )
            panel.fill_between(times, low, high, color=GREY, alpha=0.4, linewidth=0)
        middle = [100 * one.share for one in points]
        down, up = (
            [100 * (one.share - one.low) for one in points],
            [100 * (one.high - one.share) for one in points],
        )
        panel.errorbar(
            times, middle, [down, up], fmt="o-", color=colour, markersize=3, linewidth=1.2, label=name
        )
    panel.set_ylim(bottom=0)
    panel.set_ylabel("%", fontsize=8)
    panel.locator_params(axis="x", integer=True, nbins=6)
    if len(series) > 1:
        panel.legend(fontsize=7, frameon=False)
