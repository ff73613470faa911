"""Draw what is coded, with the probability that each unit had of being drawn."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paratopic.errors import EstimateError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draw:
    """A unit that was drawn: its paragraphs, how, and with which inclusion probability (0 to 1)."""

    ids: tuple[str, ...]
    sampling: str
    inclusion: float


@dataclass(frozen=True, kw_only=True)
class Design:
    """How many units are drawn and how.

    `unit` is paragraph or document, `kind` random, stratified or uncertain. Strata are the values of the
    column `by` and `bins` equal parts of the predicted probability. `random_share` of an uncertain sample is
    drawn at random from the paragraphs that are not among the most uncertain. `allow_invalid` draws even
    where some units have no chance, from which no estimate for the whole follows.
    """

    size: int
    unit: str = "paragraph"
    kind: str = "random"
    by: str | None = None
    bins: int = 1
    random_share: float = 0.3
    seed: int = 1
    allow_invalid: bool = False


def draw(
    rows: Sequence[Row], design: Design, *, probabilities: Mapping[str, float] | None = None
) -> list[dict[str, Any]]:
    """Return the drawn rows in their order, each with `sampling` and `inclusion`.

    `probabilities` maps a paragraph id to a probability in [0, 1]. Raises EstimateError where the design
    can't be drawn, or where later estimates would be invalid and `allow_invalid` is not set.
    """
    units = _units(rows, design.unit)
    if not 0 < design.size <= len(units):
        raise EstimateError(
            f"expected 1 to {len(units)} {design.unit}s to draw, found {design.size}; choose a smaller sample."
        )
    if design.kind not in _KINDS:
        raise EstimateError(f"unknown design '{design.kind}'; expected {', '.join(_KINDS)}.")
    draws = _KINDS[design.kind](units, rows, design, probabilities)
    chosen = {key: one for one in draws for key in one.ids}
    return [
        {**row, "sampling": chosen[row["id"]].sampling, "inclusion": chosen[row["id"]].inclusion}
        for row in rows
        if row["id"] in chosen
    ]


def _units(rows: Sequence[Row], unit: str) -> dict[str, tuple[str, ...]]:
    if unit not in {"paragraph", "document"}:
        raise EstimateError(f"unknown unit '{unit}'; expected paragraph or document.")
    units: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        units[str(row["id"] if unit == "paragraph" else row["document"])].append(str(row["id"]))
    return {name: tuple(ids) for name, ids in units.items()}


Units = Mapping[str, tuple[str, ...]]
Probabilities = Mapping[str, float] | None


def _random(units: Units, rows: Sequence[Row], design: Design, _: Probabilities) -> list[Draw]:
    return _from(list(units), units, design.size, random.Random(design.seed), "random")  # noqa: S311


def _from(names: list[str], units: Units, size: int, rng: random.Random, label: str) -> list[Draw]:
    inclusion = size / len(names) if names else 0.0
    return [Draw(units[name], label, inclusion) for name in rng.sample(names, size)]


def _stratified(units: Units, rows: Sequence[Row], design: Design, scores: Probabilities) -> list[Draw]:
    strata = _strata(units, rows, design, scores)
    sizes = _allocate({name: len(members) for name, members in strata.items()}, design.size)
    empty = [name for name, size in sizes.items() if not size]
    if empty and not design.allow_invalid:
        raise EstimateError(
            f"{len(empty)} of {len(strata)} strata would get no draw (first: {empty[0]}), so that no estimate "
            f"for the whole would be valid; draw {len(strata)} or more, or add --allow-invalid."
        )
    rng = random.Random(design.seed)  # noqa: S311
    return [
        one
        for name, members in strata.items()
        for one in _from(members, units, sizes[name], rng, f"stratified: {name}")
    ]


def _strata(units: Units, rows: Sequence[Row], design: Design, scores: Probabilities) -> dict[str, list[str]]:
    if not design.by and design.bins < 2:
        raise EstimateError("a stratified sample needs --by COLUMN, or --bins 2 or more with probabilities.")
    by_id = {str(row["id"]): row for row in rows}
    strata: defaultdict[str, list[str]] = defaultdict(list)
    for name, ids in units.items():
        parts = [str(_column(by_id[ids[0]], design.by))] if design.by else []
        if design.bins > 1:
            mean = sum(_probability(scores, key) for key in ids) / len(ids)
            parts.append(f"probability {min(int(mean * design.bins), design.bins - 1) + 1}/{design.bins}")
        strata[", ".join(parts)].append(name)
    return dict(sorted(strata.items()))


def _allocate(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Return draws by stratum: one for each, the rest in proportion by largest remainders."""
    base = {name: min(1, size) for name, size in sizes.items()}
    if total < len(sizes):
        largest = sorted(sizes, key=lambda name: -sizes[name])[:total]
        return {name: int(name in largest) for name in sizes}
    left, room = total - sum(base.values()), sum(sizes.values()) - len(sizes)
    exact = {name: left * (size - 1) / room if room else 0.0 for name, size in sizes.items()}
    drawn = {name: base[name] + math.floor(exact[name]) for name in sizes}
    rest = sorted(sizes, key=lambda name: math.floor(exact[name]) - exact[name])
    for name in rest[: total - sum(drawn.values())]:
        drawn[name] += 1
    return drawn


def _uncertain(units: Units, rows: Sequence[Row], design: Design, scores: Probabilities) -> list[Draw]:
    if design.unit == "document":
        raise EstimateError("an uncertain sample is drawn of paragraphs; leave --unit document out.")
    if not 0 <= design.random_share <= 1:
        raise EstimateError(f"expected a random share from 0 to 1, found {design.random_share}.")
    at_random = math.ceil(design.size * design.random_share)
    if not at_random and design.size < len(units) and not design.allow_invalid:
        raise EstimateError(
            "without random draws no estimate for the whole would be valid; give --random-share above 0, "
            "or add --allow-invalid."
        )
    order = sorted(units, key=lambda name: (abs(_probability(scores, name) - 0.5), name))
    first, rest = order[: design.size - at_random], order[design.size - at_random :]
    certain = [Draw(units[name], "uncertain", 1.0) for name in first]
    rng = random.Random(design.seed)  # noqa: S311
    return certain + _from(rest, units, at_random, rng, "uncertain: random share")


def _column(row: Row, name: str) -> Any:
    if name not in row:
        raise EstimateError(f"paragraph '{row['id']}' has no column '{name}'; found {', '.join(row)}.")
    return row[name]


def _probability(scores: Probabilities, key: str) -> float:
    if scores is None or key not in scores:
        raise EstimateError(
            f"paragraph '{key}' has no probability; classify the same paragraphs first and give the file as "
            "--probabilities."
        )
    return scores[key]


_KINDS: dict[str, Callable[[Units, Sequence[Row], Design, Probabilities], list[Draw]]] = {
    "random": _random,
    "stratified": _stratified,
    "uncertain": _uncertain,
}
