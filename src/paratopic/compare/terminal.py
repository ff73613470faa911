"""The contest as a table for the terminal, at most 80 columns wide."""

from __future__ import annotations

from typing import Any

from paratopic.compare.contest import Contest, Contestant

MINUS = "−"


def contest_tables(contest: Contest) -> list[Any]:
    """Return rich tables: the ranking, then F1 by topic."""
    return [_ranking(contest), _by_topic(contest)]


def signed(value: float) -> str:
    """Return a difference with its sign, e.g. +0.012."""
    return f"{value:+.3f}".replace("-", MINUS)


def _ranking(contest: Contest) -> Any:
    table = _table(
        f"{contest.experiment}: test {contest.metric}, {contest.paragraphs} paragraphs of "
        f"{contest.documents} documents"
    )
    for name in (
        "model",
        "seeds",
        "valid.",
        contest.metric[:12],
        "95 % interval",
        "to the best",
        "p",
        "fit s",
    ):
        table.add_column(name, justify="left" if name == "model" else "right", no_wrap=name != "model")
    for one in contest.contestants:
        table.add_row(*_row(contest, one))
    table.caption = (
        "* would be promoted (best validation macro-F1; the test part only reports).\n"
        f"Intervals: bootstrap over documents. Difference to {contest.reference}, paired; p by permutation,"
        " Holm."
    )
    return table


def _row(contest: Contest, one: Contestant) -> list[str]:
    star = "*" if contest.chosen.run_id in {run.run_id for run in one.runs} else ""
    interval = one.interval
    difference, p = ("", "")
    if one.difference is not None:
        difference, p = signed(one.difference[0]), f"{one.difference[3]:.3f}"
    return [
        one.label + star,
        str(len(one.runs)),
        f"{one.validation:.3f}",
        f"{interval.estimate:.3f}",
        f"{interval.low:.3f}-{interval.high:.3f}",
        difference,
        p,
        f"{one.seconds:.0f}",
    ]


def _by_topic(contest: Contest) -> Any:
    table = _table("test F1 by topic")
    topics = list(contest.contestants[0].topics)[:8]
    for name in ("model", *topics):
        table.add_column(name, justify="left" if name == "model" else "right")
    for one in contest.contestants:
        table.add_row(one.label, *(f"{one.topics[topic]:.3f}" for topic in topics))
    return table


def _table(title: str) -> Any:
    from rich import box
    from rich.table import Table

    return Table(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", pad_edge=False
    )
