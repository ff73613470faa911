"""The overview of a folder of classified documents: a heat map of documents by topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from paratopic.reports.document_style import page
from paratopic.schema import MODEL, PROBABILITIES, TOPICS


@dataclass(frozen=True)
class Listed:
    """One document of the overview: its title, its page, its paragraphs, how many have each topic."""

    title: str
    href: str
    paragraphs: int
    counts: Mapping[str, int]


def listed(title: str, href: str, rows: Sequence[Mapping[str, Any]]) -> Listed:
    """Return a document's line of the overview."""
    return Listed(title, href, len(rows), Counter(topic for row in rows for topic in row[TOPICS]))


def index_page(documents: Sequence[Listed], topics: Sequence[str], *, model: str) -> str:
    """Return the overview; a cell is the share of the document's paragraphs that have the topic."""
    head = "".join(f"<th>{escape(topic)}</th>" for topic in topics)
    total = sum(one.paragraphs for one in documents)
    body = (
        "<h1>Documents by topics</h1>"
        f'<p class="meta">{len(documents)} documents, {total} paragraphs, model {escape(model)}</p>'
        '<div class="scroll"><table><caption>Share of paragraphs with the topic (their number)</caption>'
        f"<thead><tr><th>document</th>{head}<th>paragraphs</th></tr></thead><tbody>"
        f"{''.join(_line(one, topics) for one in documents)}</tbody></table></div>"
    )
    return page("Documents by topics", body, topics=len(topics))


def _line(one: Listed, topics: Sequence[str]) -> str:
    cells = "".join(_cell(k, one.counts.get(topic, 0), one.paragraphs) for k, topic in enumerate(topics))
    return (
        f'<tr><td><a href="{escape(quote(one.href))}">{escape(one.title)}</a></td>{cells}'
        f"<td>{one.paragraphs}</td></tr>\n"
    )


def _cell(k: int, count: int, paragraphs: int) -> str:
    share = count / max(paragraphs, 1)
    return f'<td class="heat t{k}" style="--v:{share:.3f}">{share:.0%} ({count})</td>'


def topics_of(rows: Iterable[Mapping[str, Any]]) -> tuple[list[str], str]:
    """Return the topics and the model of classified rows."""
    for row in rows:
        return list(row[PROBABILITIES]), str(row[MODEL])
    return [], "none"
