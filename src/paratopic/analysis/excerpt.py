"""A paragraph's text as HTML: evidence marked, everything escaped, very long ones cut around the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from paratopic.models.evidence.evidence import Span

LONGEST, BEFORE = 1600, 500
QUOTED = 60


def excerpt(text: str, pro: Sequence[Span] = (), contra: Sequence[Span] = ()) -> str:
    """Return HTML of at most about 1,600 characters of `text`, from a little before the strongest evidence."""
    start = 0
    if len(text) > LONGEST:
        strongest = max((*pro, *contra), key=lambda span: abs(span.contribution), default=None)
        start = max(0, min(strongest.start - BEFORE, len(text) - LONGEST)) if strongest else 0
    end = min(len(text), start + LONGEST)
    parts = ["… "] if start else []
    place = start
    for span in sorted((*pro, *contra), key=lambda span: (span.start, span.end)):
        if span.start < place or span.end > end:
            continue
        parts += [escape(text[place : span.start]), _mark(text, span)]
        place = span.end
    parts.append(escape(text[place:end]))
    if end < len(text):
        parts.append(f' … <span class="note">({len(text):,} characters in all)</span>')
    return "".join(parts)


def _mark(text: str, span: Span) -> str:
    name = ' class="contra"' if span.contribution < 0 else ""
    return f'<mark{name} title="{escape(reason(text, span))}">{escape(text[span.start : span.end])}</mark>'


def reason(text: str, span: Span) -> str:
    """Return the words of a span with their contribution, and the rule that matched them."""
    words = " ".join(text[span.start : span.end].split())
    words = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    rule = f" (rule {span.rule})" if span.rule else ""
    return f"“{words}” {f'{span.contribution:+.2f}'.replace('-', '−')}{rule}"
