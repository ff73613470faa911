"""From phrase hits to votes: a rule's near, unless and but_not conditions."""

from __future__ import annotations

from dataclasses import dataclass

from paratopic.codebook.matcher import Found, Hit, Matcher
from paratopic.codebook.pattern import Sets, parse_pattern
from paratopic.codebook.topics import Rule


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule whose phrase lists are groups of the matcher; -1 where it has none."""

    rule: Rule
    any: int
    near: int
    unless: int
    but_not: int

    def hits(self, found: Found) -> list[Hit]:
        """Return the matches that stand after the rule's conditions; none where the rule abstains."""
        hits = found.hits.get(self.any)
        if not hits:
            return []
        hits = _disjoint(hits)
        if self.but_not >= 0 and self.but_not in found.hits:
            hits = _outside(hits, found.hits[self.but_not])
        if self.unless >= 0 and self.unless in found.hits:
            hits = _other_sentence(hits, found.hits[self.unless], found)
        if self.near >= 0:
            hits = _near(hits, found.hits.get(self.near, []), self.rule.within, found)
        return hits


def compile_rule(rule: Rule, matcher: Matcher, sets: Sets) -> CompiledRule:
    """Add a rule's phrases to the matcher; raise PatternError for one that can't be read."""

    def group(patterns: tuple[str, ...]) -> int:
        if not patterns:
            return -1
        return matcher.add(seq for pattern in patterns for seq in parse_pattern(pattern, sets))

    return CompiledRule(rule, group(rule.any), group(rule.near), group(rule.unless), group(rule.but_not))


def _disjoint(hits: list[Hit]) -> list[Hit]:
    """Keep the first of overlapping matches, so that one place counts once."""
    kept: list[Hit] = []
    for start, end in sorted(hits):
        if not kept or start > kept[-1][1]:
            kept.append((start, end))
    return kept


def _outside(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    return [(a, b) for a, b in hits if not any(a <= d and c <= b for c, d in others)]


def _other_sentence(hits: list[Hit], others: list[Hit], found: Found) -> list[Hit]:
    barred = {found.sentence(start) for start, _ in others}
    return [hit for hit in hits if found.sentence(hit[0]) not in barred]


def _near(hits: list[Hit], others: list[Hit], within: str | int, found: Found) -> list[Hit]:
    if not others or within == "paragraph":
        return hits if others else []
    if within == "sentence":
        sentences = {found.sentence(start) for start, _ in others}
        return [hit for hit in hits if found.sentence(hit[0]) in sentences]
    return [(a, b) for a, b in hits if any(max(c - b, a - d) - 1 <= int(within) for c, d in others)]
