"""How many more paragraphs must be coded for a given precision, and which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from paratopic.errors import ConfigError
from paratopic.estimate.classified import open_classified
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.design import drawn_unit, group_name
from paratopic.estimate.gold import Coded, read_gold
from paratopic.estimate.method import read_corpus
from paratopic.estimate.request import Request
from paratopic.estimate.rows import CodedRows
from paratopic.evaluation.checks import Floats

LEAST = 30
OWN = 30


@dataclass(frozen=True, slots=True)
class Need:
    """One group: paragraphs, coded so far, half-width now (None without any), how many more, for which topic."""

    group: str
    size: int
    coded: int
    now: float | None
    more: int
    topic: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to code so that every topic's share is known to `margin` in every group; `basis` says on what ground."""

    margin: float
    level: float
    by: tuple[str, ...]
    needs: tuple[Need, ...]
    basis: str
    drawn: str


def make_plan(
    classified: str | Path,
    gold: str | Path | None,
    *,
    margin: float = 0.03,
    trained_on: Iterable[str] = (),
    **options: Any,
) -> Plan:
    """Plan the coding of a sample, from the residuals of the paragraphs coded so far.

    A group with fewer than 30 coded borrows the residual variance of all; without any gold the probabilities are
    taken as calibrated, p(1 - p). At least 30 a group, so that the intervals can be trusted.
    """
    if not 0 < margin < 0.5:
        raise ConfigError(f"expected a margin between 0 and 0.5, found {margin:g}.")
    request = Request(**options)
    source = open_classified(classified, by=request.by, topics=request.topics)
    coded = read_gold(gold, topics=source.topics, known=source.known) if gold else {}
    corpus, rows = read_corpus(source, coded, request)
    rows.refuse(path=source.path, trained_on=trained_on)
    variance, count = _residual_variance(corpus, rows, coded)
    needs = [
        _need(corpus, i, variance[i], int(count[i]), margin, request.level) for i in range(len(corpus.groups))
    ]
    basis = "coded paragraphs" if coded else "the probabilities, taken as calibrated"
    drawn = drawn_unit(rows) if coded else "paragraph"
    return Plan(margin, request.level, request.by, tuple(needs), basis, drawn)


def plan_table(plan: Plan) -> Any:
    """Return a rich table of the plan."""
    from rich import box
    from rich.table import Table

    title = f"for ±{100 * plan.margin:g} points at {plan.level:.0%}, judged by {plan.basis}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("/".join(plan.by) or "group", "paragraphs", "coded", "now", "code more", "widest topic"):
        table.add_column(name, justify="left" if name == "widest topic" or not table.columns else "right")
    for one in plan.needs:
        now = "" if one.now is None else f"±{100 * one.now:.1f}"
        table.add_row(one.group, f"{one.size:,}", f"{one.coded:,}", now, f"{one.more:,}", one.topic)
    if len(plan.needs) > 1:
        size, coded, more = (
            sum(getattr(one, name) for one in plan.needs) for name in ("size", "coded", "more")
        )
        table.add_row("all", f"{size:,}", f"{coded:,}", "", f"{more:,}")
    return table


def needed(variance: float, size: float, *, margin: float, level: float) -> int:
    """Return the sample size whose half-width is `margin`: 1/n = margin² / (z² variance) + 1/size."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf((1 + level) / 2)
    if variance <= 0:
        return int(min(LEAST, size))
    return int(min(max(np.ceil(1 / (margin**2 / (z**2 * variance) + 1 / size)), LEAST), size))


def _need(corpus: Corpus, group: int, variance: Floats, coded: int, margin: float, level: float) -> Need:
    from statistics import NormalDist

    widest, size = int(np.argmax(variance)), float(corpus.size[group])
    total = needed(float(variance[widest]), size, margin=margin, level=level)
    z = NormalDist().inv_cdf((1 + level) / 2)
    now = z * float(np.sqrt(variance[widest] * max(1 / coded - 1 / size, 0))) if coded else None
    return Need(
        group_name(corpus.groups[group]), int(size), coded, now, max(total - coded, 0), corpus.topics[widest]
    )


def _residual_variance(corpus: Corpus, rows: CodedRows, coded: Mapping[str, Coded]) -> tuple[Floats, Floats]:
    """Return (G, K) variances of what predictions leave open, and the number of coded rows by group."""
    mean = corpus.probability / corpus.size[:, None]
    calibrated = mean - corpus.square / corpus.size[:, None]
    if not rows.ids:
        return calibrated, np.zeros(len(corpus.groups))
    group = np.array([corpus.groups.index(one) for one in rows.groups])
    y = np.array([[float(coded[name].values[topic]) for topic in corpus.topics] for name in rows.ids])
    residual = y - np.array(rows.probabilities)
    pooled = residual.var(axis=0) + 0.5 / len(residual)
    count = np.bincount(group, minlength=len(corpus.groups)).astype(np.float64)
    own = [residual[group == i].var(axis=0) + 0.5 / n if n >= OWN else pooled for i, n in enumerate(count)]
    return np.array(own), count
