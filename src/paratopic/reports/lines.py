"""Small panels of lines, one panel a topic and one line a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from paratopic.reports.forest import nice_ticks

COLOURS, POINTS = 6, 150
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "1 4")
SIZE, LEFT, TOP, BOTTOM = 210, 40, 24, 40
Line = tuple[NDArray[np.float64], NDArray[np.float64]]


def key(labels: Sequence[str]) -> str:
    """Return the key of the lines: colour and dash of each label."""
    items = "".join(
        f'<li><svg width="34" height="10" aria-hidden="true"><line x1="0" x2="34" y1="5" y2="5" '
        f"{_stroke(number)}/></svg> {escape(label)}</li>"
        for number, label in enumerate(labels)
    )
    return f'<ul class="key">{items}</ul>'


def panel(
    title: str, lines: Mapping[str, Line], *, x: str, y: str, steps: bool = False, diagonal: bool = False,
    unit: bool = True,
) -> str:  # fmt: skip
    """Return one SVG panel; `unit` fixes both axes to 0..1, else they follow the data."""
    across, up = _ticks(lines, unit)
    said = f"{title}: {y} by {x} for {', '.join(lines)}"
    width, height = LEFT + SIZE + 12, TOP + SIZE + BOTTOM
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(said)}">'
        f"<title>{escape(said)}</title>"
        f'<text x="{LEFT + SIZE / 2}" y="14" text-anchor="middle" font-weight="600">{escape(title)}</text>'
        f'<rect x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}" fill="none" stroke="var(--line)"/>'
    ]
    for tick in across:
        place = LEFT + SIZE * _share(tick, across)
        parts.append(
            f'<text x="{place:.1f}" y="{TOP + SIZE + 15}" text-anchor="middle" class="faint">{tick:g}</text>'
        )
    for tick in up:
        place = TOP + SIZE * (1 - _share(tick, up))
        parts.append(
            f'<line x1="{LEFT}" x2="{LEFT + SIZE}" y1="{place:.1f}" y2="{place:.1f}" stroke="var(--line)"/>'
            f'<text x="{LEFT - 5}" y="{place + 4:.1f}" text-anchor="end" class="faint">{tick:g}</text>'
        )
    if diagonal:
        parts.append(
            f'<line x1="{LEFT}" x2="{LEFT + SIZE}" y1="{TOP + SIZE}" y2="{TOP}" stroke="var(--faint)" '
            'stroke-dasharray="3 4"/>'
        )
    parts += [_path(line, number, across, up, steps) for number, line in enumerate(lines.values())]
    parts.append(
        f'<text x="{LEFT + SIZE / 2}" y="{TOP + SIZE + 33}" text-anchor="middle">{escape(x)} → · '
        f"{escape(y)} ↑</text>"
    )
    return "".join(parts) + "</svg>"


def _path(line: Line, number: int, across: list[float], up: list[float], steps: bool) -> str:
    xs, ys = (_thin(values) for values in line)
    points = [
        (LEFT + SIZE * _share(a, across), TOP + SIZE * (1 - _share(b, up)))
        for a, b in zip(xs, ys, strict=True)
        if np.isfinite(a) and np.isfinite(b)
    ]
    if not points:
        return ""
    drawn = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(
        f"H{a:.1f}V{b:.1f}" if steps else f"L{a:.1f} {b:.1f}" for a, b in points[1:]
    )
    return f'<path d="{drawn}" fill="none" {_stroke(number)}/>'


def _stroke(number: int) -> str:
    dash = DASHES[number % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="var(--s{number % COLOURS})" stroke-width="2"{dashed}'


def _ticks(lines: Mapping[str, Line], unit: bool) -> tuple[list[float], list[float]]:
    if unit:
        fifths = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
        return fifths, fifths
    sides = []
    for side in (0, 1):
        values = np.concatenate([line[side] for line in lines.values()])
        values = values[np.isfinite(values)]
        sides.append(nice_ticks(float(values.min()), float(values.max()), most=6))
    return sides[0], sides[1]


def _share(value: float, ticks: Sequence[float]) -> float:
    return float((value - ticks[0]) / (ticks[-1] - ticks[0]))


def _thin(values: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(values) <= POINTS:
        return values
    rows = np.unique(np.linspace(0, len(values) - 1, POINTS).round().astype(int))
    return np.asarray(values[rows], dtype=np.float64)
