"""How every rule does: coverage, overlaps, conflicts and, where gold labels exist, accuracy."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.codebook.core import Codebook
from paratopic.files.atomic import atomic_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class RuleRow:
    """One rule over a set of texts.

    `coverage` is the share of texts it votes on; `overlaps` and `conflicts` the shares on which another rule
    of its topic votes too, and votes the other way; `accuracy` the share of its votes that agree with the
    gold label, over the `judged` votes that have one; None where there is none.
    """

    rule: str
    weight: float
    votes: int
    coverage: float
    overlaps: float
    conflicts: float
    judged: int
    accuracy: float | None

    @property
    def wrong(self) -> int:
        """Return how many of its judged votes disagree with the gold label."""
        return 0 if self.accuracy is None else round(self.judged * (1 - self.accuracy))


def rule_table(
    codebook: Codebook, texts: Sequence[str], gold: Sequence[Sequence[str] | None] | None = None
) -> list[RuleRow]:
    """Return a row for every rule; `gold` gives the topics of each text, None where it has no gold label."""
    matrix = codebook.vote_matrix(texts)
    known = gold if gold is not None else [None] * len(texts)
    return [_row(codebook, matrix, column, known) for column in range(len(codebook.rules))]


def write_rule_table(path: Path, rows: Sequence[RuleRow]) -> None:
    """Write the rows as CSV, in the codebook's order."""
    with atomic_text(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([field.name for field in fields(RuleRow)])
        writer.writerows(astuple(row) for row in rows)


def _row(
    codebook: Codebook, matrix: NDArray[np.float32], column: int, gold: Sequence[Sequence[str] | None]
) -> RuleRow:
    rule = codebook.rules[column]
    others = [i for i, other in enumerate(codebook.rules) if other.topic == rule.topic and i != column]
    mine = matrix[:, column]
    voted = mine != 0
    size = max(len(matrix), 1)
    overlap = voted & (matrix[:, others] != 0).any(axis=1)
    against = voted & ((matrix[:, others] * mine[:, None]) < 0).any(axis=1)
    right = [
        (rule.topic in topics) == (rule.weight > 0)
        for hit, topics in zip(voted, gold, strict=True)
        if hit and topics is not None
    ]
    return RuleRow(
        rule=rule.id,
        weight=rule.weight,
        votes=int(voted.sum()),
        coverage=float(voted.sum() / size),
        overlaps=float(overlap.sum() / size),
        conflicts=float(against.sum() / size),
        judged=len(right),
        accuracy=sum(right) / len(right) if right else None,
    )


def f1_scores(
    topics: Sequence[str], gold: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]
) -> Mapping[str, float]:
    """Return F1 of weak labels against gold labels by topic; 0 where a topic is in neither."""
    scores = {}
    for topic in topics:
        pairs = [(topic in one, topic in other) for one, other in zip(gold, labels, strict=True)]
        total = sum(a + b for a, b in pairs)
        scores[topic] = 2 * sum(a and b for a, b in pairs) / total if total else 0.0
    return scores
