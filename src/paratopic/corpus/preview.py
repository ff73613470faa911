"""A look at what was read: paragraphs with their boundaries, as text for a terminal or as one HTML page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

from paratopic.corpus.normalise import classifier_text
from paratopic.schema import Document, Paragraph


def preview_lines(document: Document, paragraphs: list[Paragraph], *, width: int = 80) -> Iterator[str]:
    """Yield the lines of a preview: headings, and each paragraph under a rule with its number, place and kind."""
    yield from textwrap.wrap(document.title or document.id, width)
    yield from textwrap.wrap(facts(document, paragraphs), width)
    heading: str | None = None
    for paragraph in paragraphs:
        if paragraph.heading != heading:
            heading = paragraph.heading
            yield ""
            yield from textwrap.wrap(f"# {heading}" if heading else "#", width, subsequent_indent="  ")
        label = f"── {paragraph.paragraph} · {place(paragraph)} "
        yield label + "─" * max(0, width - len(label))
        text = classifier_text(paragraph)
        yield from textwrap.wrap(text, width - 2, initial_indent="  ", subsequent_indent="  ")


def facts(document: Document, paragraphs: list[Paragraph]) -> str:
    """Return one line on a document: source, reader, encoding, date, language, number of paragraphs."""
    values = [document.source, document.reader, document.encoding, document.date, document.language]
    return " · ".join([*(value for value in values if value), f"{len(paragraphs)} paragraphs"])


def place(paragraph: Paragraph) -> str:
    """Return where a paragraph is and what it is."""
    parts = [paragraph.kind]
    if paragraph.page:
        parts.append(f"page {paragraph.page}")
    if paragraph.start is not None:
        parts.append(f"{paragraph.start}-{paragraph.end}")
    if paragraph.omitted:
        parts.append("joined across a page break")
    if paragraph.duplicate_of:
        parts.append(f"repeats {paragraph.duplicate_of}")
    return " · ".join(parts)


_STYLE = """
body { font: 16px/1.5 Georgia, serif; color: #1b1b1b; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .3rem } h2 { font-size: 1.05rem; margin: 1.8rem 0 .6rem }
.facts, .place { font: 12px/1.4 system-ui, sans-serif; color: #5a5a5a; overflow-wrap: anywhere }
section { display: grid; grid-template-columns: 2.6rem 1fr; border-top: 1px solid #c9c9c9; padding: .5rem 0 .7rem }
section > .n { font: 600 13px/1.7 system-ui, sans-serif; color: #0b4f8a } section.again { color: #767676 }
p { margin: 0; overflow-wrap: anywhere } mark { background: #ffe8a3 }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #e8e8e8 } section { border-color: #444 }
.facts, .place { color: #a8a8a8 } section > .n { color: #8fc4f5 } mark { background: #5c4a00; color: inherit } }
@media print { body { margin: 0; max-width: none } section { break-inside: avoid } }
"""


def preview_page(document: Document, paragraphs: list[Paragraph]) -> str:
    """Return a self-contained page; page furniture inside a paragraph is shown and marked as left out."""
    title = escape(document.title or document.id)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(document.language or "en")}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{title}</h1><div class="facts">{escape(facts(document, paragraphs))}</div><main>',
    ]
    heading: str | None = None
    for paragraph in paragraphs:
        if paragraph.heading != heading:
            heading = paragraph.heading
            parts.append(f"<h2>{escape(heading or '')}</h2>" if heading else "")
        parts.append(_section(paragraph))
    return "\n".join([*parts, "</main></body></html>\n"])


def _section(paragraph: Paragraph) -> str:
    again = ' class="again"' if paragraph.duplicate_of else ""
    return (
        f'<section id="p{paragraph.paragraph}"{again}><div class="n">{paragraph.paragraph}</div><div>'
        f'<p>{_marked(paragraph)}</p><div class="place">{escape(place(paragraph))}</div></div></section>'
    )


def _marked(paragraph: Paragraph) -> str:
    parts, position = [], 0
    for start, end in paragraph.omitted:
        parts.append(escape(paragraph.text[position:start]))
        left_out = escape(" ".join(paragraph.text[start:end].split()))
        parts.append(f' <mark title="left out for the classifier">{left_out}</mark> ')
        position = end
    return "".join([*parts, escape(paragraph.text[position:])])
