"""The analysis as one HTML page: the verdict, confident errors, slices, probable label errors."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from paratopic.analysis.analyse import Analysis
from paratopic.analysis.confident import ConfidentError
from paratopic.analysis.excerpt import excerpt, reason
from paratopic.analysis.page_labels import labels_section
from paratopic.analysis.page_slices import slice_plot, slice_sections
from paratopic.analysis.sentences import RULE, verdict, worse_sentences
from paratopic.reports.page import html_page, wide

PEEK = (
    "What is changed because of errors on the test part is no longer tested by it: look for ideas in the development "
    "paragraphs (paratopic errors RUN --part development), and use this page to report."
)


def to_html(analysis: Analysis) -> str:
    """Return the page; every text from data is escaped, and nothing is fetched from elsewhere."""
    sections = [
        ("Where it is worse than elsewhere", _verdict(analysis)),
        ("Confident errors", _confident(analysis)),
        *slice_sections(analysis),
        ("Probable label errors", labels_section(analysis)),
    ]
    peek = PEEK if analysis.part == "test" else ""
    share = analysis.wrong / analysis.paragraphs
    lead = (
        f"{analysis.wrong} of {analysis.paragraphs} paragraphs ({share:.0%}) of {analysis.documents} documents in the "
        f"{analysis.part} part have at least one wrong decision. {peek} {analysis.note}"
    )
    return html_page(f"Errors of {analysis.model}: {analysis.part} part", sections, lead=lead)


def _verdict(analysis: Analysis) -> str:
    worse = worse_sentences(analysis)
    said = "".join(f'<li class="wrong">{escape(one)}</li>' for one in worse)
    text = f"<ul>{said}</ul>" if worse else f"<p>{escape(verdict(analysis))}</p>"
    method = (
        "A paragraph is wrong if any of its topics is decided wrongly. Tested is whether a slice has more wrong "
        "decisions than its topics and labels let expect, two-sided, by permutation: of whole documents for issuer, "
        "genre and year, of paragraphs inside each document for the rest. Tested are slices of "
        f"{RULE}; p is Holm's over all of them. Intervals: 95 %, bootstrap over documents."
    )
    return f'{text}<p class="note">{escape(method)}</p>{slice_plot(analysis)}'


def _confident(analysis: Analysis) -> str:
    if not analysis.confident:
        return "<p>No decision is wrong.</p>"
    explained = any(one.pro or one.contra for one in analysis.confident)
    said = (
        "The wrong decisions of which the model was surest. Shaded words speak for the topic, dotted ones against it; "
        "the figures are shares of the raw score (log-odds)."
        if explained
        else "The wrong decisions of which the model was surest."
    )
    parts = [f'<p class="note">{escape(said)}</p>']
    for missed, name, caption in (
        (False, "Too much", "The model gives a topic that the label does not have."),
        (True, "Missed", "The label has a topic that the model does not give."),
    ):
        rows = [one for one in analysis.confident if one.missed == missed]
        if rows:
            parts.append(f"<h3>{name}</h3>{_table(rows, caption, explained)}")
    return "".join(parts)


def _table(errors: Sequence[ConfidentError], caption: str, explained: bool) -> str:
    head = "".join(
        f'<th scope="col" class="names">{name}</th>'
        for name in ("paragraph", "topic", "probability", "label", "decided")
    )
    rows = "\n".join(_row(one, explained) for one in errors)
    body = f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return wide(f"<table>{body}</table>", caption)


def _row(one: ConfidentError, explained: bool) -> str:
    why = f"<br>{_evidence(one)}" if explained else ""
    return (
        f'<tr><td class="text">{excerpt(one.text, one.pro, one.contra)}<br>'
        f'<span class="note">{escape(one.id)}{why}</span></td><td class="names">{escape(one.topic)}</td>'
        f'<td class="names">{one.probability:.3f}<br><span class="note">threshold&nbsp;{one.threshold:.3f}</span></td>'
        f'<td class="names">{listed(one.labels)}</td><td class="names wrong">✗ {listed(one.decided)}</td></tr>'
    )


def _evidence(one: ConfidentError) -> str:
    sides = [
        f"{name}: {', '.join(reason(one.text, span) for span in sorted(spans, key=lambda s: -abs(s.contribution)))}"
        for name, spans in (("for", one.pro), ("against", one.contra))
        if spans
    ]
    return escape("; ".join(sides)) or "nothing in the text speaks for the topic or against it"


def listed(topics: Sequence[str]) -> str:
    """Return topics as HTML, "none" where there is none."""
    return escape(", ".join(topics) or "none")
