"""A forest plot: an estimate with its interval for each model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

ROW, TOP, BOTTOM, PLOT, RIGHT = 28, 10, 42, 420, 150
NEAR = 0.5


@dataclass(frozen=True)
class Estimate:
    """A labelled estimate with its interval."""

    label: str
    value: float
    low: float
    high: float


def forest_plot(estimates: Sequence[Estimate], *, axis: str, title: str) -> str:
    """Return an SVG; the dashed line stands at the first estimate. Its title and description say the numbers."""
    left = 20 + 7.2 * max(len(one.label) for one in estimates)
    shown = [one for one in estimates if _near(one, estimates)] or list(estimates)
    ticks = nice_ticks(min(one.low for one in shown), max(one.high for one in shown))
    height = TOP + ROW * len(estimates) + BOTTOM

    def x(value: float) -> float:
        return left + PLOT * (value - ticks[0]) / (ticks[-1] - ticks[0])

    said = "; ".join(f"{one.label} {one.value:.3f} from {one.low:.3f} to {one.high:.3f}" for one in estimates)
    base = TOP + ROW * len(estimates)
    parts = [
        f'<svg viewBox="0 0 {left + PLOT + RIGHT:.0f} {height}" width="{left + PLOT + RIGHT:.0f}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title><desc>{escape(said)}</desc>'
    ]
    for tick in ticks:
        parts.append(
            f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{TOP}" y2="{base}" stroke="var(--line)"/>'
            f'<text x="{x(tick):.1f}" y="{base + 16}" text-anchor="middle" class="faint">{tick:g}</text>'
        )
    parts.append(
        f'<line x1="{x(estimates[0].value):.1f}" x2="{x(estimates[0].value):.1f}" y1="{TOP}" y2="{base}" '
        'stroke="var(--faint)" stroke-dasharray="4 4"/>'
        f'<text x="{left + PLOT / 2:.0f}" y="{base + 34}" text-anchor="middle">{escape(axis)}</text>'
    )
    for number, one in enumerate(estimates):
        y = TOP + ROW * (number + 0.5)
        drawn = (
            f'<line x1="{x(one.low):.1f}" x2="{x(one.high):.1f}" y1="{y}" y2="{y}" stroke="var(--s0)" '
            f'stroke-width="3"/><circle cx="{x(one.value):.1f}" cy="{y}" r="5" fill="var(--s0)"/>'
        )
        if one not in shown:
            drawn = f'<text x="{left + 4:.1f}" y="{y + 4:.1f}" class="faint">◂ further left</text>'
        parts.append(
            f'<text x="{left - 12:.0f}" y="{y + 4:.1f}" text-anchor="end">{escape(one.label)}</text>{drawn}'
            f'<text x="{left + PLOT + 14:.0f}" y="{y + 4:.1f}">{one.value:.3f} '
            f"[{one.low:.3f}, {one.high:.3f}]</text>"
        )
    return "".join(parts) + "</svg>"


def _near(one: Estimate, estimates: Sequence[Estimate]) -> bool:
    """Tell whether an estimate may set the axis: one far below the best would squeeze the others together."""
    return one.low >= max(each.value for each in estimates) - NEAR


def nice_ticks(low: float, high: float, *, most: int = 8) -> list[float]:
    """Return round numbers from at most `low` to at least `high`."""
    span = max(high - low, 1e-3)
    rough = span / (most - 2)
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = np.floor(low / step)
    last = max(np.ceil(high / step), first + 1)
    return [round(float(number * step), 10) for number in np.arange(first, last + 1)]
