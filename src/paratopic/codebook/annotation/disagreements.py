"""The disagreements of coders as a page to discuss from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from paratopic.schema import Annotation


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A topic of a paragraph on which coders differ."""

    id: str
    topic: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    notes: tuple[str, ...]


def disagreements(annotations: Iterable[Annotation], *, topics: Sequence[str]) -> list[Disagreement]:
    """Return every topic of every paragraph with both answers, in the order of the annotations."""
    answers: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for one in annotations:
        if one.value is not None and one.topic in topics:
            answers[one.id, one.topic].append(one)
    return [
        _disagreement(key, topic, given)
        for (key, topic), given in answers.items()
        if len({one.value for one in given}) == 2
    ]


def _disagreement(key: str, topic: str, given: list[Annotation]) -> Disagreement:
    return Disagreement(
        key,
        topic,
        tuple(sorted(one.coder for one in given if one.value)),
        tuple(sorted(one.coder for one in given if not one.value)),
        tuple(f"{one.coder}: {one.note}" for one in given if one.note),
    )


def disagreement_page(found: Sequence[Disagreement], texts: Mapping[str, str], *, title: str) -> str:
    """Return one HTML page with the text of every paragraph that coders differ on."""
    by_id: defaultdict[str, list[Disagreement]] = defaultdict(list)
    for one in found:
        by_id[one.id].append(one)
    blocks = "\n".join(_block(key, items, texts.get(key, "")) for key, items in by_id.items())
    style = (
        "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
        "article{border-top:1px solid #999;padding:1em 0}td,th{text-align:left;padding:.1em 1em .1em 0}"
    )
    return (
        f"<!doctype html>\n<html lang='en'><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{style}</style>\n<h1>{escape(title)}</h1>\n<p>{len(found)} disagreements on {len(by_id)} "
        f"paragraphs.</p>\n{blocks}\n</html>\n"
    )


def _block(key: str, items: list[Disagreement], text: str) -> str:
    rows = "".join(
        f"<tr><th>{escape(one.topic)}</th><td>yes: {escape(', '.join(one.yes))}</td>"
        f"<td>no: {escape(', '.join(one.no))}</td><td>{escape('; '.join(one.notes))}</td></tr>"
        for one in items
    )
    return f"<article><h2>{escape(key)}</h2><p>{escape(text)}</p><table>{rows}</table></article>"
