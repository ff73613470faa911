"""Draw the paragraphs that a plan asks for, and write them with their inclusion probabilities."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate.classified import Classified, open_classified
from paratopic.estimate.design import group_name
from paratopic.estimate.gold import Coded, read_gold
from paratopic.estimate.plan import Plan
from paratopic.files.atomic import atomic_text

COLUMNS = ("id", "group", "coded", "sampling", "inclusion")


def write_plan(
    path: str | Path, classified: str | Path, gold: str | Path | None, plan: Plan, *, seed: int = 0
) -> int:
    """Write a CSV of the paragraphs to code and of those coded already; return how many are to be coded.

    New ones are drawn at random among the uncoded of their group, in one pass. Then every paragraph of a group
    of N with n coded and m more has the chance (n + m) / N, which replaces what was recorded for those coded.
    """
    source = open_classified(classified, by=plan.by)
    coded = read_gold(gold, topics=source.topics, known=source.known) if gold else {}
    chosen, old = _draw(source, coded, plan, seed)
    sizes = {one.group: one.size for one in plan.needs}
    with atomic_text(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for group, size in sizes.items():
            inclusion = (len(chosen[group]) + len(old[group])) / size
            for names, done in ((old[group], 1), (chosen[group], 0)):
                writer.writerows([name, group, done, "paragraphs within group", inclusion] for name in names)
    return sum(map(len, chosen.values()))


def _draw(
    source: Classified, coded: Mapping[str, Coded], plan: Plan, seed: int
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    more = {one.group: one.more for one in plan.needs}
    best: dict[str, list[tuple[float, str]]] = {group: [] for group in more}
    old: dict[str, list[str]] = {group: [] for group in more}
    rng = np.random.default_rng(seed)
    for batch in source.batches():
        names = [group_name(group) for group in batch.groups]
        keys = rng.random(len(batch.ids))
        for key, name, code in zip(keys, batch.ids, batch.codes, strict=True):
            group = names[code]
            if name in coded:
                old[group].append(str(name))
            else:
                best[group].append((float(key), str(name)))
        best = {group: sorted(found)[: more[group]] for group, found in best.items()}
    _refuse_unequal(coded, old, plan.drawn)
    return {group: [name for _, name in found] for group, found in best.items()}, old


def _refuse_unequal(coded: Mapping[str, Coded], old: Mapping[str, list[str]], drawn: str) -> None:
    for group, names in old.items():
        chances = {coded[name].inclusion for name in names}
        if None in chances or len(chances) > 1 or drawn == "document":
            raise EstimateError(
                f"the coded paragraphs of {group} were not drawn one by one with equal chances; adding to them would "
                "give a sample of unknown design. Draw a new one with `paratopic annotate sample`."
            )
