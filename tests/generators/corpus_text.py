"""The shipped corpus written out as plain text in the shapes that real files have."""

from __future__ import annotations

import json
import random
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from generators.corpus_pdf import NOTES, set_lines

ROOT = Path(__file__).resolve().parents[2]


def documents(limit: int | None = None) -> dict[str, list[str]]:
    """Return {document: its paragraphs}; `limit` documents, evenly spread over the authors."""
    found: dict[str, list[str]] = {}
    with (ROOT / "data" / "paragraphs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(row["document"], []).append(row["text"])
    names = sorted(found)
    step = max(1, len(names) // limit) if limit else 1
    return {name: found[name] for name in names[::step]}


def no_two_alike(size: int) -> list[str]:
    """Return paragraphs of two to five sentences of the corpus, a quarter of whose words inside sentences are others.

    Together they have `size` bytes, however many that is, and none repeats another.
    """
    draw = random.Random(1)
    texts = [text for paragraphs in documents().values() for text in paragraphs]
    sentences = [sentence.split() for text in texts for sentence in text.replace(". ", ".\0").split("\0")]
    words = [word for sentence in sentences for word in sentence if word.isalpha()]
    made: list[str] = []
    length = 0
    while length < size:
        some = [draw.choice(sentences) for _ in range(draw.randint(2, 5))]
        text = " ".join(
            draw.choice(words) if word[-1].isalpha() and draw.random() < 0.25 else word
            for sentence in some
            for word in sentence
        )
        made.append(text)
        length += len(text.encode()) + 2
    return made


def wrap(text: str, width: int = 72, indent: str = "", hang: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def one_line(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def hard_wrapped(paragraphs: list[str]) -> str:
    return "\n\n".join(wrap(p) for p in paragraphs) + "\n"


def trailing_blanks(paragraphs: list[str]) -> str:
    return "\n  \t\n".join(wrap(p).replace("\n", "  \n") + "   " for p in paragraphs) + "\n\n\n"


def lines_without_blanks(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs) + "\n"


def wrapped_without_blanks(paragraphs: list[str]) -> str:
    return "\n".join(wrap(p) for p in paragraphs) + "\n"


def indented(paragraphs: list[str]) -> str:
    return "\n".join(wrap(p, indent="     ") for p in paragraphs) + "\n"


def windows_line_ends(paragraphs: list[str]) -> str:
    return hard_wrapped(paragraphs).replace("\n", "\r\n")


def markdown_bullets(paragraphs: list[str]) -> str:
    body = "\n".join(wrap(re.sub(r"\A[-•] ", "", p), 68, "-   ", "    ") for p in paragraphs)
    return f'---\ntitle: "A statement"\ndate: 2030-01-01\n---\n\n# A statement\n\n{body}\n'


def headed(paragraphs: list[str]) -> str:
    parts = []
    for i, paragraph in enumerate(paragraphs):
        if i % 4 == 0:
            parts.append(f"## Part {i // 4 + 1}" if i % 8 else "I. Title and composition")
        parts.append(wrap(paragraph))
    return "\n\n".join(parts) + "\n"


def telex(paragraphs: list[str]) -> str:
    """Capitals, a blank line after every few lines, page marks."""
    parts, page = [], 1
    for i, paragraph in enumerate(paragraphs):
        lines = wrap(paragraph.upper(), 69).split("\n")
        for start in range(0, len(lines), 6):
            parts.append(" " + "   ".join(lines[start : start + 6]) + "  ")
        if i % 4 == 3:
            page += 1
            parts.append(f" . . . / {page}")
    return "\n\n".join(parts) + "\n"


def paged_extract(paragraphs: list[str]) -> str:
    """What PDF tools give: pages of 40 lines, running heads, numbers, form feeds; a first line torn off."""
    lines: list[str] = []
    for paragraph in paragraphs:
        wrapped = wrap(paragraph, 84).split("\n")
        lines += [wrapped[0], "", *wrapped[1:], ""] if len(wrapped) == 2 else [*wrapped, ""]
    pages = [lines[i : i + 40] for i in range(0, len(lines), 40)]
    total = len(pages)
    return "".join(
        "A/31/204 \n\n" + "\n".join(page).strip("\n") + f"\n\n{number}/{total} \n\n31-04477 \n\n \n \n\f"
        for number, page in enumerate(pages, 1)
    )


def double_spaced(paragraphs: list[str]) -> str:
    """Every line in a paragraph of its own, as fax pages come out of recognition."""
    return "\n\n".join("  " + line + " " for p in paragraphs for line in wrap(p, 62).split("\n")) + "\n"


def broken_in_print(paragraphs: list[str]) -> str:
    """The lines of a printed page, nothing between the paragraphs: what most PDF tools give."""
    return "\n".join(line for p in paragraphs for line in set_lines(p, 450.0, hyphens=False)) + "\n"


def with_glued_notes(paragraphs: list[str]) -> str:
    """Printed pages whose notes stand over the page's number, marks glued to the words before and after them."""
    pages = []
    for number, start in enumerate(range(0, len(paragraphs), 5), 1):
        page = paragraphs[start : start + 5]
        lines = broken_in_print([page[0] + str(number), *page[1:]])
        pages.append(f"{lines}{number}{NOTES[number % len(NOTES)]}\nPage {number} of 9\n\n")
    return "\f".join(pages)


TEXT_FORMS: dict[str, Callable[[list[str]], str]] = {
    "one line each": one_line,
    "hard-wrapped": hard_wrapped,
    "trailing blanks": trailing_blanks,
    "lines, no blanks": lines_without_blanks,
    "wrapped, no blanks": wrapped_without_blanks,
    "first lines indented": indented,
    "Windows line ends": windows_line_ends,
    "Markdown bullets": markdown_bullets,
    "headings between": headed,
    "telex in capitals": telex,
    "paged extract": paged_extract,
    "double-spaced fax": double_spaced,
    "broken in print": broken_in_print,
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32")
