"""Classified paragraphs as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from paratopic.schema import DOCUMENT, MODEL, PARAGRAPH, PROBABILITIES, TEXT, TOPICS, UNDECIDED

COLOURS = ("red", "blue", "green", "magenta", "cyan", "yellow")
EXCERPT = 150


def paragraph_table(rows: Iterable[dict[str, Any]]) -> Any:
    """Return a rich table: number, topics with their probabilities, the beginning of the text."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    listed = list(rows)
    documents = list(dict.fromkeys(row.get(DOCUMENT, "") for row in listed))
    title = f"{documents[0]}: " if len(documents) == 1 and documents[0] else ""
    table = Table(
        title=f"{title}{len(listed)} paragraphs, model {listed[0][MODEL] if listed else 'none'}",
        box=box.SIMPLE_HEAD,
        title_justify="left",
        pad_edge=False,
        show_lines=False,
    )
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("topics", no_wrap=True)
    table.add_column("paragraph", ratio=1)
    for number, row in enumerate(listed, 1):
        label = str(row.get(PARAGRAPH, number))
        if len(documents) > 1 and row.get(DOCUMENT):
            label = f"{row[DOCUMENT]}#{label}"
        table.add_row(label, _topics(row), Text(_excerpt(str(row.get(TEXT, "")))))
    return table


def _topics(row: dict[str, Any]) -> Any:
    from rich.text import Text

    names = list(row[PROBABILITIES])
    found = Text()
    for topic in row[TOPICS]:
        colour = COLOURS[names.index(topic) % len(COLOURS)]
        found.append(f"{topic} {row[PROBABILITIES][topic]:.2f}\n", style=colour)
    for topic in row.get(UNDECIDED, ()):
        found.append(f"{topic}? {row[PROBABILITIES][topic]:.2f}\n", style="dim italic")
    if not row[TOPICS] and not row.get(UNDECIDED):
        found.append("-\n", style="dim")
    found.rstrip()
    return found


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " ..."
