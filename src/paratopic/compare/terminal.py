"""The contest as tables for the terminal: the ranking, then F1 by topic."""

from __future__ import annotations

import math
from typing import Any

from paratopic.compare.columns import Column, natural_width, rich_table
from paratopic.compare.contest import Contest, Contestant

MINUS = "−"
MOST_ROWS = 40
MOST_FAILED = 3
FOLDS = "split"  # the tag of a run that pools the folds of a protocol


def contest_tables(contest: Contest, *, width: int = 80) -> list[Any]:
    """Return rich tables that fit into `width` columns with every model's name whole."""
    return [_ranking(contest, width), _by_topic(contest, width)]


def signed(value: float) -> str:
    """Return a difference with its sign, e.g. +0.012."""
    return f"{value:+.3f}".replace("-", MINUS)


def reference_sentence(contest: Contest) -> str:
    """Say what the differences are to, and how they were tested."""
    best = contest.reference == contest.contestants[0].label
    what = f"the best here, {contest.reference}" if best else contest.reference
    said = f"Difference: to {what}, on the same paragraphs; p by permutation of documents, after Holm."
    unpaired = sum(one.difference is None for one in contest.contestants) - 1
    if unpaired:
        said += f" {unpaired} judged on other paragraphs: no difference is known."
    return said + failed_sentence(contest)


def failed_sentence(contest: Contest) -> str:
    """Say which runs failed and are missing, with a space before; nothing where none did."""
    number, named = len(contest.failed), ", ".join(contest.failed[:MOST_FAILED])
    if not number:
        return ""
    more = f" and {number - MOST_FAILED} more" if number > MOST_FAILED else ""
    return f" Failed, not here: {named}{more}."


def _ranking(contest: Contest, width: int) -> Any:
    rows = contest.contestants
    names = tuple(one.label + ("*" if is_chosen(contest, one) else "") for one in rows)
    seeds = tuple(str(len(one.runs)) for one in rows)
    exact = contest.metric == "exact_match"
    columns = [
        Column("model", names, left=True),
        Column("seeds", seeds, spare=2 if set(seeds) == {"1"} else 3),
        Column("valid.", tuple(f"{one.validation:.3f}" for one in rows), spare=4),
        Column(contest.metric, tuple(f"{one.interval.estimate:.3f}" for one in rows)),
        Column("95 % interval", tuple(f"{one.interval.low:.3f}-{one.interval.high:.3f}" for one in rows)),
        Column("difference", tuple(difference_cell(one) for one in rows)),
        Column("p", tuple(p_cell(one) for one in rows)),
        Column("McNemar", tuple(mcnemar_cell(one) for one in rows), spare=0 if exact else 1),
        Column("fit s", tuple(f"{one.seconds:.0f}" for one in rows), spare=1),
    ]
    title = (
        f"{contest.experiment}: test {contest.metric}, {contest.paragraphs} paragraphs of "
        f"{contest.documents} documents"
    )
    caption = (
        f"{promotion_sentence(contest)}\nIntervals: bootstrap over documents. {reference_sentence(contest)}"
    )
    return rich_table(title, columns, width, caption=caption)


def is_chosen(contest: Contest, one: Contestant) -> bool:
    """Tell whether `promote best` would take a run of this contestant."""
    if FOLDS in contest.chosen.tags:
        return False
    return contest.chosen.run_id in {run.run_id for run in one.runs}


def promotion_sentence(contest: Contest) -> str:
    """Say what the star means; of models judged on folds none is kept."""
    if FOLDS in contest.chosen.tags:
        return "All folds judged as one table; no classifier of theirs is kept to be promoted."
    return "* would be promoted: best validation macro-F1; the test part only reports."


def difference_cell(one: Contestant) -> str:
    """Return the paired difference, or nothing for the reference itself."""
    return "" if one.difference is None else signed(one.difference[0])


def p_cell(one: Contestant) -> str:
    """Return the adjusted p-value, or nothing for the reference itself."""
    return "" if one.difference is None else f"{one.difference[3]:.3f}"


def mcnemar_cell(one: Contestant) -> str:
    """Return the adjusted p of McNemar's test on exact match, or nothing for the reference itself."""
    return "" if math.isnan(one.mcnemar) else f"{one.mcnemar:.3f}"


def topic_cell(one: Contestant, topic: str) -> str:
    """Return the F1 of a topic, or a dash where the model does not know it."""
    return f"{one.topics[topic]:.3f}" if topic in one.topics else "–"


def _by_topic(contest: Contest, width: int) -> Any:
    rows = contest.contestants
    topics = contest.topics
    columns = [Column("model", tuple(one.label for one in rows), left=True)]
    columns += [Column(topic, tuple(topic_cell(one, topic) for one in rows)) for topic in topics]
    if natural_width(columns) <= width:
        return rich_table("test F1 by topic", columns, width)
    return _by_model(contest, width)


def _by_model(contest: Contest, width: int) -> Any:
    """Turn the table where topics are many: a row a topic, hardest first, and the best models that fit."""
    rows = contest.contestants
    topics = sorted(contest.topics, key=lambda topic: rows[0].topics.get(topic, 2))[:MOST_ROWS]
    columns = [Column("topic", tuple(topics), left=True)]
    shown = 0
    for one in rows:
        column = Column(one.label, tuple(topic_cell(one, topic) for topic in topics))
        if shown and natural_width([*columns, column]) > width:
            break
        columns.append(column)
        shown += 1
    return rich_table("test F1 by topic", columns, width, caption=_left_out(contest, len(topics), shown))


def _left_out(contest: Contest, topics: int, models: int) -> str:
    more = [
        f"{number} further {word}{'s' * (number != 1)}"
        for number, word in (
            (len(contest.topics) - topics, "topic"),
            (len(contest.contestants) - models, "model"),
        )
        if number
    ]
    return f"{' and '.join(more)}: --output report.html shows all." if more else ""
