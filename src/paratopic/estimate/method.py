"""From a classified corpus and a coded sample to shares with valid intervals: the page that reads like the method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from paratopic.errors import EstimateError
from paratopic.estimate import estimators
from paratopic.estimate.assemble import (
    THIN,
    beside_gold,
    change_rows,
    correct,
    share_level,
    share_rows,
    wanted_contrasts,
)
from paratopic.estimate.batches import whole_documents
from paratopic.estimate.classified import Classified, open_classified
from paratopic.estimate.corpus import Corpus, Sums
from paratopic.estimate.design import Sample, make_sample
from paratopic.estimate.duplicates import refuse_duplicates
from paratopic.estimate.estimators import Estimator
from paratopic.estimate.gold import read_gold, with_sample
from paratopic.estimate.request import Request
from paratopic.estimate.result import Change, Estimates, Share
from paratopic.estimate.rows import CodedRows
from paratopic.estimate.spread import DesignSpread, ProcessSpread, Spread
from paratopic.estimate.whole import refuse_partial, whole_labels

ESTIMATORS: dict[str, Estimator] = {
    "ppi": estimators.ppi,
    "dsl": estimators.dsl,
    "gold": estimators.gold_alone,
    "rogan_gladen": estimators.rogan_gladen,
}


def estimate(
    classified: str | Path,
    gold: str | Path | None = None,
    *,
    sample: str | Path | None = None,
    trained_on: Iterable[str] = (),
    **options: object,
) -> Estimates:
    """Estimate shares of topics in a classified corpus, corrected by a coded sample of it.

    `sample` is what `paratopic annotate sample` wrote, where `gold` has no inclusion probabilities;
    `trained_on` are ids or documents of the model's training; other options are those of `Request`. Raises
    EstimateError, InputError or AnnotationError, and gives no number, where the sample supports none.
    """
    request = Request(**options)  # type: ignore[arg-type]
    source = open_classified(classified, by=request.by, topics=request.topics)
    coded = read_gold(gold, topics=source.topics, known=source.known) if gold is not None else {}
    if sample is not None:
        coded = with_sample(coded, sample)
    if not coded and request.method not in {"naive", "quantify"}:
        raise EstimateError(
            f"--method {request.method} needs a coded sample: add --gold ANNOTATIONS (draw one with `paratopic "
            "annotate sample`). Without one only --method quantify is to be had, on strong assumptions."
        )
    labels = whole_labels(coded) if request.of == "documents" else coded
    corpus, rows = read_corpus(source, labels, request)
    rows.refuse(path=source.path, trained_on=trained_on)
    if request.of == "documents":
        refuse_partial(rows, coded)
    if request.method in {"naive", "quantify"}:
        from paratopic.estimate.without_gold import estimate_without_gold

        return estimate_without_gold(corpus, request)
    drawn = make_sample(corpus, rows, labels, unit=request.unit, design=request.design, by=request.by)
    return estimate_sample(corpus, drawn, request)


def read_corpus(source: Classified, coded: Iterable[str], request: Request) -> tuple[Corpus, CodedRows]:
    """Read the corpus once: sums by group, and the coded rows (paragraphs, or whole documents)."""
    batches = refuse_duplicates(source.batches(), source.batches(), path=source.path)
    if request.of == "documents":
        batches = whole_documents(batches, path=source.path)
    rows = CodedRows(set(coded))
    sums = Sums(
        len(source.topics), clusters=request.target == "process", histogram=request.method == "quantify"
    )
    for batch in batches:
        sums.add(batch)
        rows.add(batch)
    return sums.finish(source.topics), rows


def estimate_sample(corpus: Corpus, sample: Sample, request: Request) -> Estimates:
    """Estimate from what was read: the part that knows no files."""
    groups = len(corpus.groups)
    spread: Spread = (
        ProcessSpread(sample, corpus) if request.target == "process" else DesignSpread(sample, groups)
    )
    wanted, level = wanted_contrasts(corpus, request), share_level(corpus, request)
    shares: list[Share] = []
    changes: list[Change] = []
    for column, topic in enumerate(corpus.topics):
        one = estimators.problem(corpus, sample, column, predictor=request.predictor)
        fit = ESTIMATORS[request.method](one, corpus, sample, spread)
        alone = estimators.gold_alone(one, corpus, sample, spread)
        rows = share_rows(topic, fit, corpus, level=level)
        shares += beside_gold(rows, alone, one.y, corpus, sample, level=level)
        changes += change_rows(topic, fit, wanted, level=request.level)
    return Estimates(
        request.method,
        request.of,
        request.target,
        request.predictor,
        request.level,
        request.by,
        int(corpus.size.sum()),
        len(sample.group),
        sample.drawn,
        tuple(shares),
        correct(changes),
        tuple(_warnings(shares, request)),
    )


def _warnings(shares: Sequence[Share], request: Request) -> list[str]:
    found = []
    thin = [f"{one.topic} in {one.group}" for one in shares if one.thin]
    if thin:
        found.append(
            f"(*) fewer than {THIN} coded {request.of} have the topic, or lack it, for {', '.join(thin[:6])}"
            f"{f' and {len(thin) - 6} more' if len(thin) > 6 else ''}: those intervals are too thin to publish."
        )
    if request.method == "rogan_gladen" and request.by:
        found.append("Rogan and Gladen's adjustment assumes the same error rates in every group.")
    return found
