"""What another version of a codebook would code otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paratopic.codebook.core import Codebook
from paratopic.codebook.topics import Vote


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph whose topic is given or taken away, and the votes that only one version has."""

    id: str
    topic: str
    before: bool
    after: bool
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    text: str


def difference(old: Codebook, new: Codebook, rows: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Return the changes between two versions, in the rows' order."""
    topics = tuple(dict.fromkeys([*old.topics, *new.topics]))
    changes = []
    for row in rows:
        votes = [
            book.votes(row["text"], heading=row.get("heading"), kind=str(row.get("kind") or "text"))
            for book in (old, new)
        ]
        before, after = (_topics(book, cast) for book, cast in zip((old, new), votes, strict=True))
        for topic in topics:
            if (topic in before) != (topic in after):
                lost, gained = _rules(votes[0], votes[1], topic)
                one = Change(
                    str(row["id"]), topic, topic in before, topic in after, lost, gained, row["text"]
                )
                changes.append(one)
    return changes


def _topics(codebook: Codebook, votes: list[Vote]) -> set[str]:
    weights = {(vote.topic, vote.rule): vote.weight for vote in votes}
    return {
        topic.name
        for topic in codebook.definitions
        if sum(weight for (name, _), weight in weights.items() if name == topic.name) > topic.threshold
    }


def _rules(old: list[Vote], new: list[Vote], topic: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = (
        {_signature(vote): vote for vote in votes if vote.topic == topic} for votes in (old, new)
    )
    lost = dict.fromkeys(_shown(vote) for key, vote in before.items() if key not in after)
    gained = dict.fromkeys(_shown(vote) for key, vote in after.items() if key not in before)
    return tuple(lost), tuple(gained)


def _signature(vote: Vote) -> tuple[str, float]:
    return vote.rule, vote.weight


def _shown(vote: Vote) -> str:
    return f"{vote.rule} ({vote.weight:+g})"
