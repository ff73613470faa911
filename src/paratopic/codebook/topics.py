"""What a codebook is made of: topics, their rules, and the votes that rules give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vote:
    """One rule's opinion on one topic of one text; `start` and `end` are character offsets of its evidence.

    A positive `weight` speaks for the topic, a negative one against it; a rule that gives no vote abstains.
    """

    topic: str
    rule: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """When a topic is voted for or against.

    `any` are the patterns that vote. `near` must also occur within `within` (`sentence`, `paragraph`, or a
    number of words); a match that overlaps one of `but_not`, or whose sentence holds one of `unless`, is
    dropped. `headings` and `kinds` restrict the paragraphs that are looked at; empty means all.
    """

    id: str
    topic: str
    weight: float
    any: tuple[str, ...]
    near: tuple[str, ...] = ()
    within: str | int = "sentence"
    unless: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a coder reads, and whether the topic applies to it."""

    text: str
    applies: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """One category: what it means, what counts, what does not, and the rules that vote on it.

    The topic applies where the weights of the rules that voted sum to more than `threshold`.
    """

    name: str
    title: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    examples: tuple[Example, ...]
    threshold: float
    rules: tuple[Rule, ...]
