"""A codebook: read from YAML, it reads texts and votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paratopic.codebook.decide import CompiledRule, compile_rule
from paratopic.codebook.matcher import Matcher
from paratopic.codebook.pattern import PatternError
from paratopic.codebook.reading import Parsed, parse
from paratopic.codebook.tokens import spans
from paratopic.codebook.topics import Rule, Topic, Vote
from paratopic.errors import CodebookError, InputError
from paratopic.files.hashing import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


STEEPNESS = 2.0
"""Confidence is the logistic function of the score times this."""


@dataclass(frozen=True)
class Codebook:
    """A versioned set of topics with their rules. Make one with `load` or `loads`."""

    source: str
    path: str
    _parsed: Parsed = field(repr=False)

    @classmethod
    def load(cls, path: str | Path) -> Codebook:
        """Read a codebook file; raise CodebookError with the line of what is wrong."""
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise InputError(f"can't be read ({error.strerror}).", path=path) from error
        except UnicodeDecodeError as error:
            raise CodebookError(f"expected UTF-8, found {error.reason}.", path=path) from None
        return cls.loads(text, path=str(path))

    @classmethod
    def loads(cls, text: str, *, path: str = "<codebook>") -> Codebook:
        """Read a codebook from its YAML text."""
        codebook = cls(text, path, parse(text, path))
        codebook._compiled  # noqa: B018  (a pattern that can't be read is found now)
        return codebook

    @property
    def name(self) -> str:
        """Return the codebook's name."""
        return self._parsed.name

    @property
    def version(self) -> str:
        """Return the version that annotations and bundles record."""
        return self._parsed.version

    @property
    def title(self) -> str:
        """Return the heading of the guideline."""
        return self._parsed.title

    @property
    def unit(self) -> str:
        """Return what is coded."""
        return self._parsed.unit

    @property
    def decisions(self) -> tuple[str, ...]:
        """Return the decisions in doubtful cases."""
        return self._parsed.decisions

    @property
    def definitions(self) -> tuple[Topic, ...]:
        """Return the topics with their definitions and rules."""
        return self._parsed.topics

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the names of the topics, in the file's order."""
        return tuple(topic.name for topic in self._parsed.topics)

    @cached_property
    def digest(self) -> str:
        """Return a short digest of the YAML text."""
        return digest(self.source)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return all rules, topic by topic."""
        return tuple(rule for topic in self._parsed.topics for rule in topic.rules)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Return `<topic>.<rule>` of every rule: the columns of `vote_matrix`."""
        return tuple(rule.id for rule in self.rules)

    def votes(self, text: str, *, heading: str | None = None, kind: str = "text") -> list[Vote]:
        """Return every vote on `text` with its evidence; a rule without one abstains."""
        places: list[tuple[int, int]] = []
        votes = []
        for compiled, hits in self._hits(text, heading, kind):
            places = places or spans(text)
            rule = compiled.rule
            votes += [Vote(rule.topic, rule.id, rule.weight, places[a][0], places[b][1]) for a, b in hits]
        return votes

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (texts, topics): the weights of the rules that voted, less the topic's threshold.

        Above 0 the topic applies. A rule counts once a text, however often it matches.
        """
        return self.scores_of(self.vote_matrix(texts))

    def scores_of(self, matrix: NDArray[Any]) -> NDArray[np.float64]:
        """Return the scores of a vote matrix."""
        import numpy as np

        weights = np.array([rule.weight for rule in self.rules])
        thresholds = np.array([topic.threshold for topic in self.definitions])
        belongs = np.array([[rule.topic == name for name in self.topics] for rule in self.rules], dtype=float)
        belongs = belongs.reshape(len(self.rules), len(self.topics))
        voted = (matrix != 0).astype(np.float64)
        return np.asarray(voted @ (belongs * weights[:, None]) - thresholds, dtype=np.float64)

    def confidence(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (texts, topics) confidences in (0, 1), a logistic function of the scores; not calibrated."""
        return self.confidence_of(self.vote_matrix(texts))

    def confidence_of(self, matrix: NDArray[Any]) -> NDArray[np.float64]:
        """Return the confidences of a vote matrix."""
        import numpy as np

        return np.asarray(1 / (1 + np.exp(-STEEPNESS * self.scores_of(matrix))))

    def vote_matrix(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, rules): how often a rule matched, negative where it votes against its topic."""
        import numpy as np

        matrix = np.zeros((len(texts), len(self.rules)), dtype=np.float32)
        columns = {rule.id: column for column, rule in enumerate(self.rules)}
        for row, text in enumerate(texts):
            for compiled, hits in self._hits(text, None, "text"):
                sign = 1 if compiled.rule.weight > 0 else -1
                matrix[row, columns[compiled.rule.id]] = sign * len(hits)
        return matrix

    def matrix_of(self, votes: Sequence[Sequence[Vote]]) -> NDArray[np.float64]:
        """Return the vote matrix (texts, rules) of votes that were taken before."""
        import numpy as np

        columns = {rule.id: column for column, rule in enumerate(self.rules)}
        matrix = np.zeros((len(votes), len(self.rules)))
        for row, cast in enumerate(votes):
            for vote in cast:
                matrix[row, columns[vote.rule]] += 1 if vote.weight > 0 else -1
        return matrix

    def _hits(
        self, text: str, heading: str | None, kind: str
    ) -> Iterable[tuple[CompiledRule, list[tuple[int, int]]]]:
        matcher, by_group, headings = self._compiled
        found = matcher.find(text)
        for group in found.hits:
            for compiled in by_group.get(group, ()):
                if _looks_at(compiled.rule, headings, heading, kind) and (hits := compiled.hits(found)):
                    yield compiled, hits

    @cached_property
    def _compiled(self) -> tuple[Matcher, dict[int, list[CompiledRule]], dict[str, Matcher]]:
        matcher = Matcher()
        by_group: dict[int, list[CompiledRule]] = {}
        headings: dict[str, Matcher] = {}
        for rule in self.rules:
            try:
                compiled = compile_rule(rule, matcher, self._parsed.sets)
                if rule.headings:
                    headings[rule.id] = _heading_matcher(rule, self._parsed.sets)
            except PatternError as error:
                raise CodebookError(f"rule {rule.id}: {error}", path=self.path, line=rule.line) from None
            by_group.setdefault(compiled.any, []).append(compiled)
        return matcher, by_group, headings


def _heading_matcher(rule: Rule, sets: dict[str, tuple[str, ...]]) -> Matcher:
    from paratopic.codebook.pattern import parse_pattern

    matcher = Matcher()
    for pattern in rule.headings:
        matcher.add(parse_pattern(pattern, sets))
    return matcher


def _looks_at(rule: Rule, headings: dict[str, Matcher], heading: str | None, kind: str) -> bool:
    if rule.kinds and kind not in rule.kinds:
        return False
    return not rule.headings or (bool(heading) and bool(headings[rule.id].find(heading or "").hits))
