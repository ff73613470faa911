"""The slices on the page: a plot of those that were tested, and a table a kind."""

from __future__ import annotations

import math
from collections.abc import Sequence

from paratopic.analysis.analyse import Analysis
from paratopic.analysis.sentences import label, p_value
from paratopic.evaluation.intervals import Interval
from paratopic.evaluation.slices import LEAST_DOCUMENTS, LEAST_PARAGRAPHS, SliceErrors
from paratopic.reports.forest import Estimate, forest_plot
from paratopic.reports.page import html_table, wide

MOST_ROWS, MOST_TOPICS, MOST_PLOTTED, LONGEST_NAME = 14, 6, 24, 44


def slice_sections(analysis: Analysis) -> list[tuple[str, str]]:
    """Return a heading and a table for each kind of slice."""
    kinds = list(dict.fromkeys(one.kind for one in analysis.slices))
    return [(f"By {kind}", _table(analysis, kind)) for kind in kinds]


def slice_plot(analysis: Analysis) -> str:
    """Return a plot of the error rates of the slices that were tested, the worst first; "" without any."""
    tested = sorted((one for one in analysis.slices if one.p is not None), key=lambda one: -one.rate.estimate)
    if not tested:
        return ""
    overall = analysis.wrong / analysis.paragraphs
    rows = [Estimate("all paragraphs", overall, overall, overall)]
    rows += [
        Estimate(_short(label(one)), one.rate.estimate, one.rate.low, one.rate.high)
        for one in tested[:MOST_PLOTTED]
    ]
    title = "Share of paragraphs with a wrong decision, by slice, with 95 % intervals"
    plot = forest_plot(rows, axis="share of paragraphs with a wrong decision", title=title)
    return wide(f"<figure>{plot}</figure>", title)


def _table(analysis: Analysis, kind: str) -> str:
    every = [one for one in analysis.slices if one.kind == kind]
    shown = _shown(every)
    topics = analysis.topics if len(analysis.topics) <= MOST_TOPICS else ()
    header = [kind, "paragraphs", "documents", "wrong", "95 % interval", "elsewhere"]
    header += ["wrong decisions", "expected", "p (Holm)"]
    header += ["macro-F1", "95 % interval", *(f"F1 {topic}" for topic in topics)]
    caption = (
        "Wrong: share of paragraphs with a wrong decision. Expected: wrong decisions if each topic and label cost as "
        "much here as in all paragraphs. F1 over the topics that occur in the slice. "
        f"No p: fewer than {LEAST_PARAGRAPHS} paragraphs or {LEAST_DOCUMENTS} documents inside or outside."
    )
    if len(shown) < len(every):
        caption += f" {len(every) - len(shown)} further slices and all intervals by topic: slices.csv."
    return html_table(header, [_cells(one, topics) for one in shown], caption=caption)


def _shown(every: Sequence[SliceErrors]) -> list[SliceErrors]:
    """Keep the order; of too many, those that were tested go first, then the worst."""
    ranked = sorted(every, key=lambda one: (one.p is None, -one.rate.estimate))[:MOST_ROWS]
    return [one for one in every if any(one is kept for kept in ranked)]


def _cells(one: SliceErrors, topics: Sequence[str]) -> list[str]:
    f1 = one.macro_f1
    return [
        _short(one.name) + (" ▲ worse" if one.worse() else ""),
        str(one.paragraphs),
        str(one.documents),
        f"{one.rate.estimate:.0%}",
        _bounds(one.rate, percent=True),
        "–" if math.isnan(one.elsewhere) else f"{one.elsewhere:.0%}",
        str(one.decisions),
        f"{one.expected:.1f}",
        p_value(one),
        "–" if f1 is None else f"{f1.estimate:.3f}",
        "–" if f1 is None else _bounds(f1),
        *(f"{one.topics[topic][1].estimate:.3f}" if topic in one.topics else "–" for topic in topics),
    ]


def _bounds(interval: Interval, *, percent: bool = False) -> str:
    if math.isnan(interval.low):
        return "–"
    style = ".0%" if percent else ".3f"
    return f"{interval.low:{style}}–{interval.high:{style}}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
