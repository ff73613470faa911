"""How the coded sample was drawn: what its inclusion probabilities allow, and what has to be refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from paratopic.errors import EstimateError
from paratopic.estimate.batches import Group
from paratopic.estimate.corpus import Corpus
from paratopic.estimate.gold import Coded
from paratopic.estimate.rows import CodedRows
from paratopic.evaluation.checks import Floats, Ints

UNITS = ("auto", "paragraph", "document")
FEW_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """The coded rows in arrays: labels y, probabilities p and decisions d are (n, K); the rest (n,).

    `unit` numbers what was drawn at random (a paragraph, or its whole document); `stratum` numbers the units
    drawn with the same chance; `cluster` points into the corpus's clusters of documents.
    """

    y: Floats
    p: Floats
    d: Floats
    group: Ints
    inclusion: Floats
    unit: Ints
    stratum: Ints
    cluster: Ints
    drawn: str

    @property
    def weight(self) -> Floats:
        """Return how many rows of the corpus each coded row stands for."""
        return 1 / self.inclusion


def make_sample(
    corpus: Corpus,
    rows: CodedRows,
    coded: Mapping[str, Coded],
    *,
    unit: str,
    design: str,
    by: tuple[str, ...],
) -> Sample:
    """Join labels and rows; raise EstimateError where the design is unknown or a group has too few coded."""
    records = [coded[name] for name in rows.ids]
    inclusion = _inclusion(records, rows, corpus, design)
    group = np.array([corpus.groups.index(one) for one in rows.groups], dtype=np.int64)
    _refuse_empty(group, corpus, by)
    drawn = drawn_unit(rows) if unit == "auto" else unit
    names = rows.documents if drawn == "document" else rows.ids
    units = np.unique(names, return_inverse=True)[1].astype(np.int64)
    _refuse_weights(inclusion, units, corpus)
    return Sample(
        np.array([[float(one.values[topic]) for topic in corpus.topics] for one in records]),
        np.array(rows.probabilities),
        np.array(rows.decisions),
        group,
        inclusion,
        units,
        _strata(records, inclusion),
        np.array([corpus.cluster_of(name) for name in rows.documents], dtype=np.int64),
        drawn,
    )


def group_name(group: Group) -> str:
    """Return a group as people write it: its values joined by ' · '."""
    return " · ".join(group) if group else "all"


def _inclusion(records: list[Coded], rows: CodedRows, corpus: Corpus, design: str) -> Floats:
    if design == "random":
        return np.full(len(records), len(records) / corpus.size.sum())
    unknown = [name for name, one in zip(rows.ids, records, strict=True) if one.inclusion is None]
    if unknown:
        raise EstimateError(
            f"{len(unknown)} of {len(records)} coded paragraphs have no inclusion probability ({unknown[0]}, ...): "
            "a sample of unknown design supports no estimate. Give the file of `paratopic annotate sample` with "
            "--sample, or, if "
            "every paragraph of this corpus had the same chance to be coded, say so with --design random."
        )
    return np.array([one.inclusion for one in records], dtype=np.float64)


def _refuse_empty(group: Ints, corpus: Corpus, by: tuple[str, ...]) -> None:
    count = np.bincount(group, minlength=len(corpus.groups))
    thin = [
        f"{group_name(corpus.groups[i])} ({count[i]} of {corpus.size[i]:.0f})"
        for i in np.flatnonzero(count < 2)
    ]
    if thin:
        more = f" and {len(thin) - FEW_SHOWN} more" if len(thin) > FEW_SHOWN else ""
        way = f"fewer columns in --by (now {','.join(by)})" if by else "a larger sample"
        raise EstimateError(
            f"expected at least 2 coded paragraphs in every group, found {', '.join(thin[:FEW_SHOWN])}{more}. Code "
            f"more there (`--plan` says how many), or take {way}."
        )


def drawn_unit(rows: CodedRows) -> str:
    """Tell whether whole documents were drawn: then every paragraph of each coded document is coded."""
    names, count = np.unique(rows.documents, return_counts=True)
    whole = all(rows.rows_of.get(str(name)) == n for name, n in zip(names, count, strict=True))
    return "document" if whole and count.max() > 1 else "paragraph"


def _strata(records: list[Coded], inclusion: Floats) -> Ints:
    """Number the strata: units drawn under the same name and with the same chance."""
    seen: dict[tuple[str, float], int] = {}
    keys = [(one.sampling, round(float(pi), 12)) for one, pi in zip(records, inclusion, strict=True)]
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def _refuse_weights(inclusion: Floats, units: Ints, corpus: Corpus) -> None:
    """Compare the number of coded rows with what their chances promise; six standard errors are too many."""
    weight, size, n = 1 / inclusion, corpus.size.sum(), len(inclusion)
    promised = size * n / weight.sum()
    rows_by_unit = n / (units.max() + 1)
    error = np.sqrt(promised * rows_by_unit * np.mean(weight**2) / np.mean(weight) ** 2)
    if abs(n - promised) > 6 * error + 0.02 * n:
        raise EstimateError(
            f"the inclusion probabilities say that the sample stands for {weight.sum():,.0f} paragraphs, the "
            f"corpus has {size:,.0f}: they belong to another corpus. Classify the one that was sampled."
        )
