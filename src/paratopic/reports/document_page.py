"""A classified document to read: its paragraphs in order, topics in the margin, evidence marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from paratopic.reports.document_marks import marked
from paratopic.reports.document_style import page
from paratopic.schema import EVIDENCE, MODEL, PARAGRAPH, PROBABILITIES, TEXT, TOPICS, UNDECIDED

Row = Mapping[str, Any]
WIDTH, ROW, LABEL = 960, 16, 130


def document_page(title: str, rows: Sequence[Row], *, index: str | None = None) -> str:
    """Return one document's page; `index` is the address of the folder's overview.

    Rows are those of `paratopic classify --explain`. The page is self-contained, loads nothing and runs nothing.
    """
    topics = list(rows[0][PROBABILITIES]) if rows else []
    model = escape(str(rows[0][MODEL])) if rows else ""
    back = f'<a href="{escape(index)}">all documents</a> · ' if index else ""
    head = (
        f"<h1>{escape(title)}</h1>"
        f'<p class="meta">{back}{len(rows)} paragraphs, model {model}. '
        "Hover over a paragraph for its evidence, over a marked word for its weight.</p>"
    )
    body = [head, _filters(rows, topics), _profile(rows, topics)]
    heading = None
    for number, row in enumerate(rows, 1):
        if row.get("heading") and row["heading"] != heading:
            heading = row["heading"]
            body.append(f"<h2>{escape(str(heading))}</h2>")
        body.append(_paragraph(row, number, topics))
    return page(escape(title), "\n".join(body), topics=len(topics))


def _filters(rows: Sequence[Row], topics: Sequence[str]) -> str:
    found = ['<nav><input type="radio" name="f" id="fall" checked><label for="fall">all</label>']
    for k, topic in enumerate(topics):
        count = sum(topic in row[TOPICS] for row in rows)
        found.append(
            f'<span class="t{k}"><input type="radio" name="f" id="f{k}"><label for="f{k}">'
            f'<span class="dot"></span>{escape(topic)} {count}</label></span>'
        )
    none = sum(not row[TOPICS] for row in rows)
    found.append(f'<input type="radio" name="f" id="fnone"><label for="fnone">none {none}</label></nav>')
    return "".join(found)


def _profile(rows: Sequence[Row], topics: Sequence[str]) -> str:
    """Return a strip a topic over the document's length: the more probable the topic, the darker."""
    lengths = [max(len(str(row.get(TEXT, ""))), 1) for row in rows]
    scale = (WIDTH - LABEL) / max(sum(lengths), 1)
    found = [
        f'<svg class="profile" viewBox="0 0 {WIDTH} {len(topics) * ROW + 2}" role="img" '
        'aria-label="Topics over the length of the document">'
    ]
    for k, topic in enumerate(topics):
        top = k * ROW
        found.append(
            f'<text x="0" y="{top + 12}">{escape(topic)}</text>'
            f'<rect class="ground" x="{LABEL}" y="{top + 1}" width="{WIDTH - LABEL}" height="{ROW - 2}"/>'
        )
        x = float(LABEL)
        for number, (row, length) in enumerate(zip(rows, lengths, strict=True), 1):
            value = float(row[PROBABILITIES][topic])
            if value >= 0.05:
                found.append(
                    f'<a href="#p{number}"><rect class="t{k}" x="{x:.1f}" y="{top + 1}" '
                    f'width="{max(length * scale, 1):.1f}" height="{ROW - 2}" '
                    f'opacity="{value if topic in row[TOPICS] else value / 3:.2f}">'
                    f"<title>paragraph {number}: {escape(topic)} {value:.2f}</title></rect></a>"
                )
            x += length * scale
    return "".join([*found, "</svg>"])


def _paragraph(row: Row, number: int, topics: Sequence[str]) -> str:
    chosen = [k for k, topic in enumerate(topics) if topic in row[TOPICS]]
    classes = " ".join(f"has{k}" for k in chosen) or "hasnone"
    items = "".join(
        f'<li class="t{k}">{escape(topics[k])} {row[PROBABILITIES][topics[k]]:.2f}'
        f'<span class="bar" style="width:{row[PROBABILITIES][topics[k]]:.0%}"></span></li>'
        for k in chosen
    )
    items += "".join(
        f'<li class="unsure">{escape(topic)}? {row[PROBABILITIES][topic]:.2f}</li>'
        for topic in row.get(UNDECIDED, ())
    )
    everything = "; ".join(f"{topic} {row[PROBABILITIES][topic]:.2f}" for topic in topics)
    text = marked(str(row.get(TEXT, "")), row.get(EVIDENCE, {}), topics)
    return (
        f'<div class="p {classes}" id="p{number}"><a class="n" href="#p{number}" title="{escape(everything)}">'
        f'{row.get(PARAGRAPH, number)}</a><div class="text" style="{_margin(chosen)}">{text}</div>'
        f'<ul class="topics">{items}</ul></div>'
    )


def _margin(chosen: Sequence[int]) -> str:
    """Return the coloured margin: one stripe a topic, one below the other."""
    if not chosen:
        return "border-color:var(--line)"
    share = 100 / len(chosen)
    stops = ",".join(f"var(--m{k}) {i * share:.0f}% {(i + 1) * share:.0f}%" for i, k in enumerate(chosen))
    return f"border-image:linear-gradient(to bottom,{stops}) 1"
