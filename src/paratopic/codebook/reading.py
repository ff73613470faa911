"""From YAML to topics and rules, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paratopic.codebook.nodes import Node, compose
from paratopic.codebook.topics import Example, Rule, Topic

_BOOK = ("name", "version", "title", "unit", "decisions", "sets", "topics")
_TOPIC = ("title", "definition", "includes", "excludes", "examples", "threshold", "rules")
_RULE = ("any", "near", "within", "unless", "but_not", "headings", "kinds", "weight")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a codebook file says."""

    name: str
    version: str
    title: str
    unit: str
    decisions: tuple[str, ...]
    sets: dict[str, tuple[str, ...]]
    topics: tuple[Topic, ...]


def parse(text: str, path: str) -> Parsed:
    """Return what a codebook says; raise CodebookError with the line of the first mistake."""
    book = compose(text, path).mapping(known=_BOOK, required=("name", "version", "topics"))
    topics = book["topics"].mapping()
    _check_names(topics, book["topics"])
    name = book["name"].string()
    return Parsed(
        name=name,
        version=book["version"].string(),
        title=book["title"].string() if "title" in book else name,
        unit=book["unit"].string() if "unit" in book else "One paragraph.",
        decisions=_strings(book, "decisions"),
        sets={key: node.strings() for key, node in book["sets"].mapping().items()} if "sets" in book else {},
        topics=tuple(_topic(key, node) for key, node in topics.items()),
    )


def _check_names(topics: dict[str, Node], at: Node) -> None:
    if not topics:
        at.fail("expected at least one topic under `topics`, found none.")
    seen: dict[str, str] = {}
    for name, node in topics.items():
        if not _NAME.fullmatch(name.lower()) or name.lower() in {"none", "labels", "id", "text"}:
            node.fail(f"`{name}` can't name a topic; use a letter, then letters, digits, - and _.")
        plain = re.sub(r"[-_]", "", name.lower())
        if plain in seen:
            node.fail(f"topics `{seen[plain]}` and `{name}` overlap in name; rename one.")
        seen[plain] = name


def _topic(name: str, node: Node) -> Topic:
    book = node.mapping(known=_TOPIC, required=("definition",))
    rules = book["rules"].mapping() if "rules" in book else {}
    return Topic(
        name=name,
        title=book["title"].string() if "title" in book else name,
        definition=book["definition"].string(),
        includes=_strings(book, "includes"),
        excludes=_strings(book, "excludes"),
        examples=tuple(_examples(book["examples"])) if "examples" in book else (),
        threshold=book["threshold"].number() if "threshold" in book else 0.5,
        rules=tuple(_rule(name, key, rule) for key, rule in rules.items()),
    )


def _examples(node: Node) -> list[Example]:
    book = node.mapping(known=("applies", "does_not"))
    return [Example(text, key == "applies") for key, item in book.items() for text in item.strings()]


def _rule(topic: str, name: str, node: Node) -> Rule:
    if not _NAME.fullmatch(name):
        node.fail(f"`{name}` can't name a rule; use small letters, digits, - and _.")
    book = node.mapping(known=_RULE, required=("any",))
    weight = book["weight"].number() if "weight" in book else 1.0
    if weight == 0:
        book["weight"].fail("expected a weight other than 0; a rule that never votes can be removed.")
    return Rule(
        id=f"{topic}.{name}",
        topic=topic,
        weight=weight,
        any=book["any"].strings(),
        near=_strings(book, "near"),
        within=_within(book["within"]) if "within" in book else "sentence",
        unless=_strings(book, "unless"),
        but_not=_strings(book, "but_not"),
        headings=_strings(book, "headings"),
        kinds=_strings(book, "kinds"),
        line=node.line,
    )


def _within(node: Node) -> str | int:
    value = node.string()
    if value in {"sentence", "paragraph"}:
        return value
    if not value.isdecimal() or int(value) > 100:
        node.fail(f"expected sentence, paragraph or up to 100 words for `within`, found `{value}`.")
    return int(value)


def _strings(book: dict[str, Node], key: str) -> tuple[str, ...]:
    return book[key].strings() if key in book else ()
