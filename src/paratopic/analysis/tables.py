"""The tables of an analysis as CSV: confident errors, slices, slices by topic, probable label errors."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from paratopic.analysis.analyse import Analysis
from paratopic.evaluation.intervals import Interval
from paratopic.files.atomic import atomic_text
from paratopic.models.evidence.evidence import Span

Rows = Iterator[Sequence[str]]
CONFIDENT = "text topic error probability threshold labels decided for against rules document id"
SLICES = (
    "kind slice paragraphs documents wrong rate rate_low rate_high elsewhere decisions expected p p_holm worse "
    "macro_f1 macro_f1_low macro_f1_high topics"
)


def write_tables(folder: Path, analysis: Analysis) -> list[Path]:
    """Write the four tables into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in TABLES.items():
        with atomic_text(folder / name) as stream:
            csv.writer(stream).writerows(rows(analysis))
        written.append(folder / name)
    return written


def _confident(analysis: Analysis) -> Rows:
    yield CONFIDENT.split()
    for one in analysis.confident:
        rules = dict.fromkeys(span.rule for span in (*one.pro, *one.contra) if span.rule)
        yield [
            one.text,
            one.topic,
            "missed" if one.missed else "too much",
            f"{one.probability:.6f}",
            f"{one.threshold:.6f}",
            ";".join(one.labels),
            ";".join(one.decided),
            _words(one.text, one.pro),
            _words(one.text, one.contra),
            ";".join(rules),
            one.document,
            one.id,
        ]


def _words(text: str, spans: Sequence[Span]) -> str:
    return "; ".join(f"{text[span.start : span.end]} ({span.contribution:+.2f})" for span in spans)


def _slices(analysis: Analysis) -> Rows:
    yield SLICES.split()
    for one in analysis.slices:
        counts = [str(n) for n in (one.paragraphs, one.documents, one.wrong)]
        decisions = [str(one.decisions), figure(one.expected)]
        tests = [*decisions, figure(one.p), figure(one.p_holm)]
        worse = str(one.worse()).lower()
        topics = str(len(one.topics))
        shares = [*_interval(one.rate), figure(one.elsewhere)]
        yield [one.kind, one.name, *counts, *shares, *tests, worse, *_interval(one.macro_f1), topics]


def _by_topic(analysis: Analysis) -> Rows:
    yield ["kind", "slice", "topic", "positives", "f1", "f1_low", "f1_high"]
    for one in analysis.slices:
        for topic, (positives, f1) in one.topics.items():
            yield [one.kind, one.name, topic, str(positives), *_interval(f1)]


def _doubted(analysis: Analysis) -> Rows:
    yield ["text", "topic", "label", "probability_of_label", "labels", "part", "document", "id"]
    for one in analysis.doubted:
        label = "yes" if one.given else "no"
        yield [
            one.text, one.topic, label, f"{one.belief:.6f}", ";".join(one.labels), one.part, one.document, one.id
        ]  # fmt: skip


def _interval(interval: Interval | None) -> list[str]:
    if interval is None:
        return ["", "", ""]
    return [figure(value) for value in (interval.estimate, interval.low, interval.high)]


def figure(value: float | None, *, digits: int = 6) -> str:
    """Return a number as text, nothing where there is none."""
    return "" if value is None or math.isnan(value) else f"{value:.{digits}f}"


TABLES: dict[str, Callable[[Analysis], Rows]] = {
    "confident_errors.csv": _confident,
    "slices.csv": _slices,
    "slices_by_topic.csv": _by_topic,
    "probable_label_errors.csv": _doubted,
}
