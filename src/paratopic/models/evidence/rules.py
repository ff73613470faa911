"""Evidence of rules: the matches of each rule that voted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from paratopic.codebook import Vote
from paratopic.models.evidence.evidence import Evidence, Span


def vote_evidence(
    votes: Sequence[Vote],
    topics: Sequence[str],
    asked: Sequence[int],
    *,
    weights: Mapping[str, float] | None = None,
) -> Evidence:
    """Return a span for each match; the matches of one rule share its weight.

    `weights` (by rule id) replaces the codebook's own, for models that learn a weight for each rule.
    """
    times = Counter(vote.rule for vote in votes)
    return {
        k: [
            Span(
                vote.start,
                vote.end,
                (vote.weight if weights is None else weights.get(vote.rule, 0.0)) / times[vote.rule],
                vote.rule,
            )
            for vote in votes
            if vote.topic == topics[k]
        ]
        for k in asked
    }
