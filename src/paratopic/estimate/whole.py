"""Labels of whole documents, where every paragraph of a document is coded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from paratopic.errors import EstimateError
from paratopic.estimate.gold import Coded
from paratopic.estimate.rows import CodedRows


def whole_labels(coded: Mapping[str, Coded]) -> dict[str, Coded]:
    """Return labels by document, `<document>#<n>` being a paragraph's id: a topic if one paragraph has it."""
    paragraphs: dict[str, list[Coded]] = defaultdict(list)
    for name, one in coded.items():
        paragraphs[name.rpartition("#")[0] or name].append(one)
    return {document: _join(document, ones) for document, ones in paragraphs.items()}


def refuse_partial(rows: CodedRows, coded: Mapping[str, Coded]) -> None:
    """Raise EstimateError where a document has paragraphs that nobody coded: its topics are then unknown."""
    counts: dict[str, int] = defaultdict(int)
    for name in coded:
        counts[name.rpartition("#")[0] or name] += 1
    partial = [name for name, n in zip(rows.ids, rows.sizes, strict=True) if counts[name] != n]
    if partial:
        raise EstimateError(
            f"a share of documents needs documents coded whole; {len(partial)} of {len(rows.ids)} are not "
            f"({partial[0]}: {counts[partial[0]]} of {rows.sizes[rows.ids.index(partial[0])]} paragraphs). Draw "
            "whole documents with `paratopic annotate sample`, or estimate the share of paragraphs."
        )


def _join(document: str, ones: list[Coded]) -> Coded:
    inclusion = {one.inclusion for one in ones}
    if len(inclusion) > 1:
        raise EstimateError(
            f"the paragraphs of {document} have different inclusion probabilities: they were not drawn as a whole "
            "document. Draw whole documents with `paratopic annotate sample`, or estimate the share of paragraphs."
        )
    topics = ones[0].values
    values = {topic: any(one.values[topic] for one in ones) for topic in topics}
    return Coded(values, inclusion.pop(), ones[0].sampling)
