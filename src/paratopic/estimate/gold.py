"""Read the coded sample: labels by paragraph, each with its inclusion probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from paratopic.errors import AnnotationError, EstimateError
from paratopic.files.names import split_names
from paratopic.files.tables import iter_rows
from paratopic.schema import ID, LABELS, TOPICS

ADJUDICATED = ("gold", "adjudicated")


@dataclass(frozen=True, slots=True)
class Coded:
    """One paragraph of the sample; `values` says of each coded topic whether the paragraph has it."""

    values: Mapping[str, bool]
    inclusion: float | None
    sampling: str


@dataclass(slots=True)
class _Votes:
    line: int
    inclusion: float | None = None
    sampling: str = ""
    by_topic: dict[str, dict[str, bool]] = field(default_factory=dict)


def read_gold(path: str | Path, *, topics: Sequence[str], known: Sequence[str]) -> dict[str, Coded]:
    """Read ANNOTATIONS (a long table: id, coder, topic, value) or gold rows (id, labels) from any table file.

    `known` are the corpus's topics, of which `topics` must be coded in every paragraph.
    Coders `gold` or `adjudicated` decide where they appear; other coders must agree, AnnotationError otherwise.
    """
    votes: dict[str, _Votes] = {}
    for line, row in iter_rows(path):
        name = str(row.get(ID) or "")
        if not name:
            raise AnnotationError("expected an id, found none.", path=path, line=line)
        wide = "topic" not in row
        if wide and name in votes:
            raise AnnotationError(f"expected each id once, found {name!r} twice.", path=path, line=line)
        one = votes.setdefault(name, _Votes(line))
        _design(one, row, path, line)
        coder = str(row.get("coder") or "gold")
        for topic, value in (_wide if wide else _long)(row, known, path, line).items():
            if one.by_topic.setdefault(topic, {}).setdefault(coder, value) != value:
                raise AnnotationError(
                    f"{coder} coded {name!r} twice for {topic}, differently.", path=path, line=line
                )
    if not votes:
        raise EstimateError(
            f"{path}: expected coded paragraphs, found none; an estimate needs a gold sample."
        )
    return {name: _decide(name, one, topics, path) for name, one in votes.items()}


def with_sample(coded: Mapping[str, Coded], path: str | Path) -> dict[str, Coded]:
    """Fill in inclusion probabilities from the file that `paratopic annotate sample` wrote."""
    found = dict(coded)
    for line, row in iter_rows(path):
        name = str(row.get(ID) or "")
        if name in found and found[name].inclusion is None:
            recorded = _Votes(line)
            _design(recorded, row, path, line)
            found[name] = replace(found[name], inclusion=recorded.inclusion, sampling=recorded.sampling)
    return found


def _long(row: dict[str, Any], topics: Sequence[str], path: str | Path, line: int) -> dict[str, bool]:
    topic, value = str(row["topic"]), row.get("value")
    if topic not in topics:
        raise AnnotationError(
            f"expected a topic among {', '.join(topics)}, found {topic!r}.", path=path, line=line
        )
    if value in (None, ""):
        return {}
    if str(value).lower() not in {"0", "1", "true", "false", "0.0", "1.0"}:
        raise AnnotationError(f"expected a value of 0 or 1, found {value!r}.", path=path, line=line)
    return {topic: str(value).lower() in {"1", "true", "1.0"}}


def _wide(row: dict[str, Any], topics: Sequence[str], path: str | Path, line: int) -> dict[str, bool]:
    raw = row.get(LABELS, row.get(TOPICS))
    if isinstance(raw, str):
        try:
            raw = split_names(raw)
        except ValueError:
            raw = None
    if not isinstance(raw, list):
        raise AnnotationError("expected labels (a list, or ';'-separated), found none.", path=path, line=line)
    unknown = [label for label in raw if label not in topics]
    if unknown:
        raise AnnotationError(
            f"expected labels among {', '.join(topics)}, found {unknown[0]!r}.", path=path, line=line
        )
    return {topic: topic in raw for topic in topics}


def _design(one: _Votes, row: dict[str, Any], path: str | Path, line: int) -> None:
    one.sampling = one.sampling or str(row.get("sampling") or "")
    raw = row.get("inclusion")
    if raw in (None, ""):
        return
    try:
        value = float(raw)
    except (TypeError, ValueError):
        value = float("nan")
    if not 0 < value <= 1:
        raise AnnotationError(
            f"expected an inclusion probability above 0 and at most 1, found {raw!r}; take it from the file that "
            "`paratopic annotate sample` wrote.",
            path=path,
            line=line,
        )
    if one.inclusion is not None and abs(one.inclusion - value) > 1e-12:
        raise AnnotationError(
            f"expected one inclusion probability a paragraph, found {one.inclusion:g} and {value:g}.",
            path=path,
            line=line,
        )
    one.inclusion = value


def _decide(name: str, one: _Votes, topics: Sequence[str], path: str | Path) -> Coded:
    values: dict[str, bool] = {}
    for topic in topics:
        coders = one.by_topic.get(topic, {})
        final = {coder: v for coder, v in coders.items() if coder in ADJUDICATED} or coders
        if len(set(final.values())) > 1:
            raise AnnotationError(
                f"coders disagree on {topic} in {name!r}; run `paratopic annotate adjudicate` first.",
                path=path,
                line=one.line,
            )
        if not final:
            raise AnnotationError(
                f"expected every topic coded in {name!r}, found none for {topic}; code it or leave it out "
                "with --topics.",
                path=path,
                line=one.line,
            )
        values[topic] = next(iter(final.values()))
    return Coded(values, one.inclusion, one.sampling)
