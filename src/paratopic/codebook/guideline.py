"""The codebook as the guideline that a coder reads."""

from __future__ import annotations

from collections.abc import Iterable

from paratopic.codebook.core import Codebook
from paratopic.codebook.topics import Rule, Topic


def guideline(codebook: Codebook, *, rules: bool = False) -> str:
    """Return the guideline as Markdown, with the rules if wanted."""
    parts = [
        f"# {codebook.title} (version {codebook.version})",
        codebook.unit,
        *(_topic(topic, rules=rules) for topic in codebook.definitions),
    ]
    if codebook.decisions:
        parts.append("## Decisions in doubtful cases\n\n" + _list(codebook.decisions))
    return "\n\n".join(parts) + "\n"


def _topic(topic: Topic, *, rules: bool) -> str:
    examples = [f"{'Yes' if one.applies else 'No'}: {one.text}" for one in topic.examples]
    sections = [
        ("What counts", topic.includes),
        ("What does not", topic.excludes),
        ("Examples", examples),
        (
            f"Rules (applies above {topic.threshold:g})",
            [_rule(rule) for rule in topic.rules] if rules else [],
        ),
    ]
    body = [f"### {title}\n\n{_list(lines)}" for title, lines in sections if lines]
    return "\n\n".join([f"## {topic.name}: {topic.title}", topic.definition, *body])


def _rule(rule: Rule) -> str:
    lists = {"near": rule.near, "unless": rule.unless, "but not": rule.but_not, "heading": rule.headings}
    conditions = "".join(f"; {name} {_codes(patterns)}" for name, patterns in lists.items() if patterns)
    return f"**{rule.id}** ({rule.weight:+g}): {_codes(rule.any)}{conditions}"


def _codes(patterns: Iterable[str]) -> str:
    return ", ".join(f"`{pattern}`" for pattern in patterns)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def guideline_html(codebook: Codebook, *, rules: bool = False) -> str:
    """Return the guideline as one HTML page."""
    from html import escape

    body = []
    for line in guideline(codebook, rules=rules).splitlines():
        level = len(line) - len(line.lstrip("#"))
        text = escape(line.lstrip("#- "))
        if level:
            body.append(f"<h{level}>{text}</h{level}>")
        elif line:
            body.append(f"<li>{text}</li>" if line.startswith("- ") else f"<p>{text}</p>")
    style = "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}"
    return (
        f"<!doctype html>\n<html lang='en'><meta charset='utf-8'><title>{escape(codebook.title)}</title>"
        f"<style>{style}</style>\n" + "\n".join(body) + "\n</html>\n"
    )
