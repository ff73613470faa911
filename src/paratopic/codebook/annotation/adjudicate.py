"""Gold labels from several coders, with who decided what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

Decisions = Mapping[tuple[str, str], tuple[bool, str]]
"""(paragraph, topic) to the decided value and who decided it."""


@dataclass(frozen=True, slots=True)
class GoldLabel:
    """One topic of one paragraph; `how` is agreed, majority or adjudicated, `by` who answered so."""

    id: str
    topic: str
    value: bool
    how: str
    by: tuple[str, ...]
    against: tuple[str, ...]


def adjudicate(
    annotations: Iterable[Annotation],
    *,
    topics: Sequence[str],
    decisions: Decisions | None = None,
    majority: bool = True,
) -> list[GoldLabel]:
    """Return a gold label for every topic of every paragraph.

    A decision overrules the coders. Raises AnnotationError naming the paragraphs that are left open: those
    nobody answered, ties, and with `majority` False every disagreement.
    """
    answers: defaultdict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    ids: dict[str, None] = {}
    for one in annotations:
        ids[one.id] = None
        if one.value is not None:
            answers[one.id, one.topic][one.coder] = one.value
    keys = [(key, topic) for key in ids for topic in topics]
    decided = {key: _decide(key, answers[key], decisions or {}, majority) for key in keys}
    undecided = [key for key, gold in decided.items() if gold is None]
    if undecided:
        named = ", ".join(f"{key} ({topic})" for key, topic in undecided[:3])
        raise AnnotationError(
            f"{len(undecided)} answers are open, first {named}; decide them in a table of annotations and "
            "give it as --decisions."
        )
    return [gold for gold in decided.values() if gold is not None]


def _decide(
    key: tuple[str, str], answers: Mapping[str, bool], decisions: Decisions, majority: bool
) -> GoldLabel | None:
    if key in decisions:
        value, judge = decisions[key]
        against = tuple(sorted(coder for coder, answer in answers.items() if answer != value))
        return GoldLabel(*key, value, "adjudicated", (judge,), against)
    positive = sum(answers.values())
    agreed = bool(answers) and positive in {0, len(answers)}
    if not agreed and (not majority or 2 * positive == len(answers)):
        return None
    value = 2 * positive > len(answers)
    by = tuple(sorted(coder for coder, answer in answers.items() if answer == value))
    against = tuple(sorted(set(answers) - set(by)))
    return GoldLabel(*key, value, "agreed" if agreed else "majority", by, against)


def decisions_of(annotations: Iterable[Annotation]) -> Decisions:
    """Return the decisions that an adjudicator wrote down as annotations."""
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    for one in annotations:
        if one.value is None:
            continue
        before = found.get((one.id, one.topic))
        if before is not None and before[0] != one.value:
            raise AnnotationError(
                f"'{before[1]}' and '{one.coder}' decided '{one.topic}' of '{one.id}' differently; keep one."
            )
        found[one.id, one.topic] = (one.value, one.coder)
    return found
