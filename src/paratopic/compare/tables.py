"""The contest's tables as text, for pages and files: the ranking, F1 by topic, and what stands under them."""

from __future__ import annotations

import math

from paratopic.compare.contest import Contest, Contestant
from paratopic.compare.terminal import (
    difference_cell,
    is_chosen,
    p_cell,
    promotion_sentence,
    reference_sentence,
    topic_cell,
)


def title(contest: Contest) -> str:
    """Say what is compared on how many paragraphs."""
    return (
        f"{contest.experiment}: test {contest.metric} on {contest.paragraphs} paragraphs of "
        f"{contest.documents} documents"
    )


def footnote(contest: Contest) -> str:
    """Say how intervals and differences came about."""
    return (
        f"{promotion_sentence(contest)} Intervals: 95 %, "
        f"bootstrap over documents. {reference_sentence(contest)}"
    )


def ranking(contest: Contest) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the ranking as text."""
    header = ["model", "seeds", "validation", contest.metric, "95 % interval", "difference", "p"]
    return [*header, "fit s", "paragraphs/s", "MB"], [_ranked(contest, one) for one in contest.contestants]


def by_topic(contest: Contest) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of F1 by topic as text."""
    rows = [[one.label, *(topic_cell(one, topic) for topic in contest.topics)] for one in contest.contestants]
    return ["test F1", *contest.topics], rows


def _ranked(contest: Contest, one: Contestant) -> list[str]:
    interval = one.interval
    return [
        one.label + ("*" if is_chosen(contest, one) else ""),
        str(len(one.runs)),
        f"{one.validation:.3f}",
        f"{interval.estimate:.3f}",
        f"{interval.low:.3f}–{interval.high:.3f}",
        difference_cell(one),
        p_cell(one),
        *(_short(value) for value in (one.seconds, one.speed, one.megabytes)),
    ]


def _short(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
