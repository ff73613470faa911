"""Curves of the comparison's page: test scores by what was learned from, figures by epoch of training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from paratopic.compare.contest import Contest
from paratopic.reports.lines import Line, key, panel
from paratopic.tracking.history import read_history

SHARE = "split.train_share"


def curves(contest: Contest) -> list[tuple[str, str]]:
    """Return the sections (title, HTML); one without anything to show is empty."""
    return [("Learning curves", _learning(contest)), ("Training curves", _training(contest))]


def _learning(contest: Contest) -> str:
    """Return test scores by the share of the training documents, where runs differ in it (`split.train_share`)."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in contest.contestants:
        share = _number(one.runs[0].parameters.get(SHARE))
        if share is not None:
            points[one.runs[0].model].append((share, one.interval.estimate))
    lines = {model: _line(sorted(found)) for model, found in points.items() if len(found) > 1}
    if not lines:
        return ""
    x = "share of the training documents"
    drawn = panel(f"test {contest.metric}", lines, x=x, y=contest.metric, unit=False)
    return f'{key(list(lines))}<div class="panels">{drawn}</div>'


def _training(contest: Contest) -> str:
    histories = {one.label: read_history(one.runs[0]) for one in contest.contestants}
    named = {label: rows for label, rows in histories.items() if rows}
    figures = list(dict.fromkeys(name for rows in named.values() for row in rows for name in row))
    panels = []
    for figure in figures:
        lines = {label: _steps(rows, figure) for label, rows in named.items()}
        if figure != "epoch" and any(len(xs) > 1 for xs, _ in lines.values()):
            panels.append(panel(figure, lines, x="epoch", y=figure, unit=False))
    return f'{key(list(named))}<div class="panels">{"".join(panels)}</div>' if panels else ""


def _steps(rows: Sequence[Mapping[str, float]], figure: str) -> Line:
    return _line([(float(step), row[figure]) for step, row in enumerate(rows, 1) if figure in row])


def _line(pairs: Sequence[tuple[float, float]]) -> Line:
    return np.array([x for x, _ in pairs], dtype=float), np.array([y for _, y in pairs], dtype=float)


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
